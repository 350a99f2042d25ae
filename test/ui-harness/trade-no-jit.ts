import { config } from 'zod';

// The app's content security policy forbids what zod compiles; this must be said before the first schema is made.
config({ jitless: true });
