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

test("a full file that cannot move aside is written to no more, and no line twice", async () => {
  const file = join(folder, "requests.log")
  writeFileSync(file, "x".repeat(16 * 1024 * 1024))
  mkdirSync(join(`${file}.1`, "in the way"), { recursive: true })
  const troubles: string[] = []
  const log = requestFile(file, (problem) => troubles.push(problem))
  log.write("one")
  await pause()
  log.write("two")
  await pause()
  await pause()
  expect(readFileSync(file, "utf8").slice(16 * 1024 * 1024)).toBe("one\n")
  expect(troubles).toHaveLength(1)
  rmSync(`${file}.1`, { recursive: true })
  log.write("three")
  log.close()
  expect(readFileSync(`${file}.1`, "utf8")).toMatch(/xone\n$/)
  expect(readFileSync(file, "utf8")).toBe("two\nthree\n")
})

function goingOn(program: string) {
  const from = JSON.stringify(join(process.cwd(), "scripts/start/go-on.ts"))
  const text = `
    import { goOn } from ${from}
    goOn((line) => console.log(line), () => process.exit(1))
    ${program}
    setTimeout(() => console.log("still here"), 50)`
  return spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module", "-e", text],
    { encoding: "utf8" },
  )
}

test("the process goes on when a timer finds no room and a promise forgets a connection that was cut", () => {
  const { stdout, status } = goingOn(`
    setTimeout(() => { throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }) }, 1)
    Promise.reject(new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) }))`)
  expect(status).toBe(0)
  expect(stdout).toContain("ENOSPC")
  expect(stdout).toContain("fetch failed")
  expect(stdout).toContain("still here")
})

test.each([
  ["a timer", "setTimeout(() => { null.nothing }, 1)", "Cannot read properties of null"],
  ["a promise", 'Promise.reject(new Error("forgotten"))', "forgotten"],
  ["what is no error", 'Promise.reject("words")', "words"],
])("a mistake of the program ends it, with a sentence: %s", (_, program, problem) => {
  const { stdout, status } = goingOn(program)
  expect(status).toBe(1)
  expect(stdout).toContain(problem)
  expect(stdout).toContain("程序出错，现在结束")
  expect(stdout).not.toContain("still here")
})
