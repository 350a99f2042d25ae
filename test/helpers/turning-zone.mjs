// Preloaded into an engine of a test (node --import): its system zone is another one every 50 ms, as on a laptop that travels.
const zones = [
  'Asia/Kolkata',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
  'Bogus/Zone',
  '',
];
let n = 0;
setInterval(() => {
  n = (n + 1) % zones.length;
  process.env.TZ = zones[n];
}, 50).unref();
