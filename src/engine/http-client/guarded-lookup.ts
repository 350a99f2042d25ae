import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { refusedHost } from './address';
import { HttpProblem } from './failure';

/** Looks a name up as the system does; a name that leads to a refused address is refused like the address itself. */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const refused = addresses.map(({ address }) => refusedHost(address)).find((why) => why !== null);
    if (refused) return callback(new HttpProblem('address', `its name leads to ${refused}`), '', 0);
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family);
  });
};
