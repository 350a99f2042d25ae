// Which part may import which. docs/architecture.md draws the same picture; `npm run check` keeps it true.
// Type-only imports count (tsPreCompilationDeps).

const tests = String.raw`\.test\.tsx?$`;
const ambient = String.raw`\.d\.ts$`;
const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`;

/** A part may import only what is listed. Its tests may import more, other parts' insides excepted (see the rules below). */
const only = (part, { parts, npm = [], files = [], node = false, why }) => ({
  name: `${part}-imports`,
  severity: 'error',
  comment: why,
  from: { path: `^src/${part}/`, pathNot: [tests, ambient] },
  to: {
    pathNot: [
      `^src/(${[part, ...parts].join('|')})/`,
      ...files,
      ...(npm.length > 0 ? [packages(...npm)] : []),
    ],
    ...(node ? { dependencyTypesNot: ['core'] } : {}),
  },
});

/** Files or folders directly in `folder` know nothing of each other, `shared` ones excepted. */
const apart = (name, folder, shared) => ({
  name,
  severity: 'error',
  comment: `What two of ${folder} share belongs outside of it.`,
  from: {
    path: `^${folder}/([^/]+?)(\\.tsx?|/)`,
    pathNot: [tests, ...shared.map((file) => `^${folder}/${file}\\.ts$`)],
  },
  to: {
    path: `^${folder}/`,
    pathNot: [`^${folder}/$1(\\.tsx?|/)`, ...shared.map((file) => `^${folder}/${file}\\.ts$`)],
  },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two modules that need each other are one module, or three.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports it and it imports nothing: delete it or wire it.',
      from: { orphan: true, path: '^src/', pathNot: [tests, ambient] },
      to: {},
    },
    only('core', {
      parts: [],
      npm: ['temporal-polyfill', 'yaml'],
      why: 'The rules run anywhere: no Node, no DOM, no Electron, and of packages only the two that parse.',
    }),
    only('contract', {
      parts: ['core'],
      npm: ['zod'],
      why: 'What crosses the process boundary must load on both sides of it.',
    }),
    only('engine', {
      parts: ['core', 'contract'],
      npm: [
        '@photostructure/sqlite',
        'date-holidays',
        'highs',
        'ical.js',
        'node-notifier',
        'nodemailer',
        'temporal-polyfill',
        'yaml',
        'zod',
      ],
      node: true,
      why: 'The engine runs headless: in tests, in benchmarks, in the command line.',
    }),
    only('cli', {
      parts: ['core', 'contract', 'engine'],
      npm: ['temporal-polyfill', 'yaml', 'zod'],
      // For its version.
      files: ['^package\\.json$'],
      node: true,
      why: 'The command line is the engine without windows.',
    }),
    only('renderer', {
      parts: ['core', 'contract'],
      npm: [
        'react',
        'react-dom',
        'react-big-calendar',
        'luxon',
        'zustand',
        '@base-ui/react',
        '@tanstack/react-virtual',
        'temporal-polyfill',
      ],
      why: 'Screens run in a sandbox: no Node, no engine, no Electron. A new package is added here on purpose.',
    }),
    only('main', {
      parts: ['core', 'contract', 'engine'],
      npm: ['electron', 'electron-store', 'temporal-polyfill', 'yaml', 'zod'],
      node: true,
      why: 'The shell paints what the engine says and opens what the renderer built; it imports neither React nor screens.',
    }),
    only('preload', {
      parts: ['contract'],
      npm: ['electron'],
      why: 'The preload is one small file in a sandbox.',
    }),
    {
      name: 'preload-types-only',
      severity: 'error',
      comment: 'Of the contract the preload needs the types; values would pull zod into every window.',
      from: { path: '^src/preload/', pathNot: tests },
      to: { path: '^src/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'electron-in-the-shell-only',
      severity: 'error',
      comment: 'Everything else must run, and be tested, without Electron.',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '^(node_modules/)?electron($|/)' },
    },
    apart('sources-apart', 'src/engine/sources', ['source', 'registry']),
    apart('channels-apart', 'src/engine/notify', ['notifier', 'registry']),
    apart('channel-adapters-apart', 'src/engine/channels/adapters', []),
    apart('features-apart', 'src/renderer/features', []),
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      comment: 'Fixtures and helpers under test/ are for tests and benchmarks; a test file is for nobody.',
      from: { path: '^src/', pathNot: tests },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'test-files-are-not-imported',
      severity: 'error',
      from: {},
      to: { path: tests },
    },
    {
      name: 'unresolved',
      severity: 'error',
      comment: 'The file or package is not there.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'undeclared',
      severity: 'error',
      comment: 'The package is not in package.json; it is there by luck.',
      // The floor of the benchmark is an app of its own: it has Electron from the runtime.
      from: { pathNot: '^bench/floor-app/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
