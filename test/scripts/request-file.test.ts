import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { requestFile } from "../../scripts/start/request-file.ts"

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shige-requests-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pause = () => new Promise((done) => setTimeout(done, 700))

test("a log that cannot be written keeps its lines and goes on when it can", async () => {
  const troubles: string[] = []
  // A folder where the file is to be: writing fails as on a full disk.
  const file = join(folder, "requests.log")
  mkdirSync(file)
  const log = requestFile(file, (problem) => troubles.push(problem))
  log.write("one")
  await pause()
  log.write("two")
  await pause()
  expect(troubles).toEqual([expect.stringContaining("EISDIR")])
  rmSync(file, { recursive: true })
  log.write("three")
  log.close()
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\nthree\n")
})

test("of more lines than wait for room the oldest are lost, and a line says how many", () => {
  const file = join(folder, "requests.log")
  mkdirSync(file)
  const log = requestFile(file, () => {})
  for (let line = 1; line <= 20_003; line++) log.write(String(line))
  rmSync(file, { recursive: true })
  log.close()
  const lines = readFileSync(file, "utf8").split("\n")
  expect(lines.slice(0, 2)).toEqual(['{"level":"warn","event":"log","lostLines":3}', "4"])
})

test("a full file moves aside", () => {
  const file = join(folder, "requests.log")
  writeFileSync(file, "x".repeat(16 * 1024 * 1024))
  const log = requestFile(file, () => {})
  log.write("last")
  log.close()
  expect(readFileSync(`${file}.1`, "utf8")).toMatch(/xlast\n$/)
})

test("the process goes on whatever a timer throws and a promise forgets", () => {
  const program = `
    import { goOn } from ${JSON.stringify(join(process.cwd(), "scripts/start/go-on.ts"))}
    goOn((line) => console.log(line))
    setTimeout(() => { throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }) }, 1)
    Promise.reject(new Error("forgotten"))
    setTimeout(() => console.log("still here"), 50)`
  const { stdout, status } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", program],
    { encoding: "utf8" },
  )
  expect(status).toBe(0)
  expect(stdout).toContain("ENOSPC")
  expect(stdout).toContain("forgotten")
  expect(stdout).toContain("still here")
})
