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

/**
 * They run on both ways in which the product is put together (support/root.ts): once as `npm run serve` does, as all tests in
 * this process do, and once as on Cloudflare. What asks the database or the bucket in a way of its own stands here.
 */
const onWorkersToo = [
  "test/data/**/*.test.ts",
  "test/http/adjustment*.test.ts",
  "test/http/api/attachments.test.ts",
  "test/http/api/idempotency.test.ts",
  "test/http/api/whole-quarter.test.ts",
  "test/http/board.test.ts",
  "test/http/book-import.test.ts",
  "test/http/c*.test.ts",
  "test/http/evidence*.test.ts",
  "test/http/f*.test.ts",
  "test/http/leaving/*.test.ts",
  "test/http/public/*.test.ts",
  "test/http/round-trips.test.ts",
  "test/http/selection/attachments.test.ts",
  "test/http/selection/awards.test.ts",
  "test/http/selection/notice.test.ts",
  "test/http/selection/shortlist.test.ts",
  "test/http/verification.test.ts",
  "test/jobs/**/*.test.ts",
  "test/usecases/correction/*.test.ts",
  "test/usecases/export/*.test.ts",
  "test/usecases/mail/*.test.ts",
  "test/usecases/public/*.test.ts",
  "test/usecases/release/*.test.ts",
  "test/usecases/what-writes-write.test.ts",
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
    globalSetup: "test/cities.ts",
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
      {
        extends: true,
        test: { name: "workers", include: onWorkersToo, isolate: false, env: { TEST_ROOT: "workers" } },
      },
      { extends: true, test: { name: "alone", include: alone, isolate: true } },
    ],
  },
})
