import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { alignedTable } from "../../scripts/start/accounts.ts"
import { appWorker, compatibility } from "../../scripts/start/runtime.ts"

test("npm start runs the Worker with the settings it is deployed with", () => {
  const settings = readFileSync("wrangler.toml", "utf8")
  expect(settings).toContain(`compatibility_date = "${compatibility.compatibilityDate}"`)
  expect(settings).toContain(`compatibility_flags = ${JSON.stringify(compatibility.compatibilityFlags)}`)
  expect(settings).toContain('[[r2_buckets]]\nbinding = "RELEASES"\nbucket_name = "shige-releases"')
  expect(settings).toContain('binding = "RELEASE_WORKFLOW"\nclass_name = "ReleaseWorkflow"')
  expect(settings).toContain('directory = ".build/assets"\nbinding = "ASSETS"\nrun_worker_first = false')
})

test("npm start puts nothing before the Worker: miniflare's router of files would take most of a warm page", () => {
  const built = { buildId: "x", script: "/build/worker/index.js", assetsFolder: "/build/assets" }
  const options = { data: "/data", port: 8787, bindings: {}, log: () => {} }
  const worker = appWorker(built, options)
  expect(worker.assets).toBeUndefined()
  expect(worker.unsafeDirectSockets).toEqual([{ host: "127.0.0.1", port: 8787 }])
})

test("columns line up although a Chinese character takes two cells", () => {
  expect(
    alignedTable([
      ["街道", "a@b"],
      ["x", "c@d"],
    ]),
  ).toBe("街道  a@b\nx     c@d")
})
