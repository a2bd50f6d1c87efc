import { configDefaults, defineConfig } from "vitest/config"

/**
 * They read V8's counters or heap, for which a process must have run nothing else; and a process whose counters were on
 * can end in V8 itself when it goes on with other files. Whoever uses `support/work-done.ts` or V8's flags stands here.
 */
const alone = [
  "test/domain/memory.test.ts",
  "test/domain/registry/names.test.ts",
  "test/gateways/hostile-files.test.ts",
  "test/http/visitor-uploads.test.ts",
]

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    // They end what hangs, and judge nothing: no test has a deadline of its own (test/wall-clock.test.ts).
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000, interval: 100 } },
    maxWorkers: 2,
    // What happens when an answer takes long has tests of its own.
    env: { DATABASE_TIMEOUT_MS: "60000", FILES_TIMEOUT_MS: "60000" },
    projects: [
      {
        extends: true,
        test: {
          name: "shared",
          include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
          exclude: [...configDefaults.exclude, ...alone],
          // Files of a worker share the modules that they load, which is a third of their time: a module of
          // test/support keeps nothing that a file has changed.
          isolate: false,
        },
      },
      { extends: true, test: { name: "alone", include: alone, isolate: true } },
    ],
  },
})
