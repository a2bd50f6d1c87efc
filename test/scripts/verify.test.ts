import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, expect, test } from "vitest"
import { readArchive, verifyLines } from "../../scripts/verify.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { fixtureArchive } from "../support/archive-fixture.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shige-verify-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(text: string) {
  const file = join(folder, "programme.json")
  await writeFile(file, text)
  const node = process.execPath
  return promisify(execFile)(node, ["scripts/verify.ts", file]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )
}

test("the command derives the list again and ends with 0", async () => {
  const { code, stdout } = await run(canonicalJson(fixtureArchive()))
  expect(code).toBe(0)
  expect(stdout).toContain("平台评价口径，非官方评分标准")
  expect(stdout).toContain("everything follows from the archive")
  expect(stdout.match(/^ok /gm)).toHaveLength(10)
  expect(stdout).toMatch(/综合示范\n +1 {2}小区/)
})

test("what does not follow is named, and it ends with 1", async () => {
  const archive = fixtureArchive()
  Object.assign(archive.awards[0]!, { nomination: "n11" })
  const { code, stdout } = await run(canonicalJson(archive))
  expect(code).toBe(1)
  expect(stdout).toMatch(/FAULT.*awards are on the last list\n.*n11/)
})

test("a file that is no archive is refused with a sentence", async () => {
  for (const text of ["", "{", "[]", "null", '{"format":2}'])
    expect(await run(text)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^This file is/),
    })
  expect(() => readArchive("{}")).toThrow("no archive")
  expect(verifyLines(fixtureArchive()).ok).toBe(true)
})
