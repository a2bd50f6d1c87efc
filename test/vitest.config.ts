import { defineConfig } from "vitest/config"

export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // A page that saves itself waits 2.5 s, and a machine with others at work takes its time.
    expect: { poll: { timeout: 15_000, interval: 100 } },
    maxWorkers: 2,
    // Files of a worker share the modules that they load, which is a third of their time: a module of test/support
    // keeps nothing that a file has changed.
    isolate: false,
    // What happens when an answer takes long has tests of its own.
    env: { DATABASE_TIMEOUT_MS: "60000", FILES_TIMEOUT_MS: "60000" },
  },
})
