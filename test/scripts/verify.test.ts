import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { MOST_BYTES } from "../../scripts/verify/read-archive.ts"
import { verify } from "../../scripts/verify.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { mulberry32 } from "../../worker/domain/scoring/random.ts"
import type { PublicArchive } from "../../worker/domain/selection/public-archive.ts"
import { fixtureArchive, fixtureKeptArchive, type Made, rechained } from "../support/archive-fixture.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "shige-verify-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
const published = canonicalJson(fixtureArchive())
const hash = sha256(published)

/** Whole programmes made anew by somebody who knows how archives are made: other winners, every hash fitting. */
const attacks: Record<string, Made> = {
  "scores that put others first": {
    score: (nomination) => (["n0", "n1", "n2"].includes(nomination) ? 20 : 100),
  },
  "other figures": { base: (at) => 60 + 3 * at },
  "other shares of judges and score": {
    rules: { review: { ...fixtureArchive().rules[0]!.document.review, judgesShare: 0 } },
  },
  "another candidate struck": { struck: 2 },
  "another seed": { rules: { seed: 7 } },
  "more places": { rules: { categories: [{ code: "A", title: "综合示范", places: 6, quotas: [] }] } },
}
const remadeArchives = () =>
  Object.entries(attacks).map(([name, made]) => ({ name, archive: fixtureArchive(made) }))
const winnersOf = ({ awards }: PublicArchive) => awards.map(({ nomination }) => nomination).join(" ")

const runScript = (script: string, args: string[]) =>
  promisify(execFile)(process.execPath, [script, ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  )

let files = 0
async function fileOf(text: string | Uint8Array): Promise<string> {
  const file = join(folder, `${files++}.json`)
  await writeFile(file, text)
  return file
}

/** What the command says of a file; what it refuses to look into ends with status 1 as well. */
async function check(text: string | Uint8Array, given: { hash?: string | null; address?: string } = {}) {
  const { hash: asked = hash, address = null } = given
  const file = await fileOf(text)
  return verify({ file, address, hash: address === null ? asked : null, seconds: 5 }).then(
    ({ status, lines }) => ({ status, text: lines.join("\n") }),
    (error: Error) => ({ status: 1, text: error.message }),
  )
}

const nothing = "NOT proved against what was published"
const all = "everything follows from the published archive"

describe("the command", () => {
  test("ends with 0 for the published archive, derives the list, and says which hash it used", async () => {
    const { code, stdout } = await runScript("scripts/verify.ts", [await fileOf(published), "--hash", hash])
    expect(code).toBe(0)
    expect(stdout).toContain("平台评价口径，非官方评分标准")
    expect(stdout).toContain(all)
    expect(stdout).toContain(`SHA-256 ${hash}`)
    expect(stdout).toContain("--hash")
    expect(stdout.match(/^ok {4}/gm)).toHaveLength(15)
    expect(stdout).toMatch(/综合示范\n +1 {2}小区/)
  })

  test("ends with 2 without a hash: nothing was proved, and everything does not follow", async () => {
    const { code, stdout } = await runScript("scripts/verify.ts", [await fileOf(published)])
    expect(code).toBe(2)
    expect(stdout).toContain("NO PUBLISHED HASH WAS GIVEN")
    expect(stdout).toContain(nothing)
    expect(stdout).not.toContain("everything follows")
  })

  test("ends with 1 for another file, and says how it is called where it is called wrong", async () => {
    const other = await runScript("scripts/verify.ts", [await fileOf(published), "--hash", "0".repeat(64)])
    expect([other.code, other.stdout.includes("not the published archive")]).toEqual([1, true])
    for (const wrong of [[], ["--hash", "12"], ["a", "b"], ["a", "--seconds", "0"], ["no-such-file.json"]])
      expect(await runScript("scripts/verify.ts", wrong), wrong.join(" ")).toMatchObject({
        code: 1,
        stdout: "",
        stderr: expect.stringMatching(/npm run verify|--hash is|--seconds is|no such file/),
      })
  })
})

describe("what was changed", () => {
  test("one character, anywhere, is noticed with where it stands", async () => {
    const random = mulberry32(11)
    let tried = 0
    for (; tried < 150; tried++) {
      const at = Math.floor(random() * published.length)
      const old = published[at] ?? ""
      const other = /\d/.test(old) ? String((Number(old) + 1) % 10) : old === "x" ? "y" : "x"
      const { status, text } = await check(published.slice(0, at) + other + published.slice(at + 1))
      expect([status, text.includes("everything follows")], `character ${at}`).toEqual([1, false])
      // Either the file cannot be read, with its field or place, or an element is named.
      expect(text, `character ${at}`).toMatch(
        /This file is|is not what the chain says|was added|is gone|is a field that no archive has|place \d+ of/,
      )
    }
    expect(tried).toBe(150)
  })

  test.each<[string, (text: string) => string, RegExp]>([
    [
      "a number that is spelt otherwise",
      (text) => text.replace('"total":', '"total": '),
      /character \d+ is spelt/,
    ],
    ["1 as 1.0", (text) => text.replace('"version":1}', '"version":1.0}'), /character \d+ is spelt/],
    ["1 as 1e0", (text) => text.replace('"version":1}', '"version":1e0}'), /character \d+ is spelt/],
    ["an escape", (text) => text.replace("小区0", "\\u5c0f区0"), /character \d+ is spelt/],
    [
      "a name twice",
      (text) => text.replace('"format":2,', '"format":2,"format":2,'),
      /character \d+ is spelt/,
    ],
    [
      "a name twice, the other one first",
      (text) => text.replace('"cell":"510100"', '"cell":"9","cell":"510100"'),
      /character \d+ is spelt/,
    ],
    ["a mark in front", (text) => `\uFEFF${text}`, /character 1 is spelt/],
    ["an end of line", (text) => `${text}\n`, /character \d+ is spelt/],
    [
      "another order of names",
      (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())),
      /character \d+ is spelt/,
    ],
    [
      "a field more",
      (text) => text.replace('"format":2,', '"format":2,"winner":"me",'),
      /winner is a field that no archive has/,
    ],
    [
      "a field more in an element",
      (text) => text.replace('"blindCode":', '"black":1,"blindCode":'),
      /nominations\[0\]\.black is a field/,
    ],
    [
      "a prototype",
      (text) => text.replace('"format":2,', '"format":2,"__proto__":{"format":2},'),
      /__proto__ is a field/,
    ],
    [
      "a prototype in scores",
      (text) => text.replace('"scores":{', '"scores":{"__proto__":{"C1":100},'),
      /__proto__|no archive|scores/,
    ],
  ])("%s is noticed, with and without a hash", async (_, change, where) => {
    const changed = change(published)
    expect(changed).not.toBe(published)
    for (const given of [{}, { hash: null }, { hash: sha256(changed) }]) {
      const { status, text } = await check(changed, given)
      expect([status, text.includes("everything follows")]).toEqual([1, false])
      expect(text).toMatch(where)
    }
  })

  test("a whole archive that was made anew, with other winners and every hash in it, is not the published one", async () => {
    const remade = remadeArchives()
    expect(remade.length).toBeGreaterThanOrEqual(5)
    const others = remade.filter(({ archive }) => winnersOf(archive) !== winnersOf(fixtureArchive()))
    expect(others.length).toBeGreaterThanOrEqual(5)
    for (const { name, archive } of remade) {
      const text = canonicalJson(archive)
      const bound = await check(text)
      expect([bound.status, bound.text.includes("everything follows")], name).toEqual([1, false])
      expect(bound.text).toContain(`published (--hash) ${hash}`)
      // It is consistent in itself: that is what a hash is for.
      const free = await check(text, { hash: null })
      expect([free.status, free.text.includes(nothing)], `${name}\n${free.text}`).toEqual([2, true])
    }
  })

  test("an archive before or after the one that was meant is told as such", async () => {
    const { status, text } = await check(published, { hash: "e".repeat(64) })
    expect(status).toBe(1)
    expect(text).toContain("that is the hash of archive 1 of this programme")
  })
})

describe("files that are no archives", () => {
  const deep = `${"[".repeat(10_000)}${"]".repeat(10_000)}`
  test.each<[string, string | Uint8Array, string]>([
    ["nothing", "", "not JSON"],
    ["half of one", published.slice(0, 5000), "not JSON"],
    ["a list", "[]", "no archive of a programme"],
    ["null", "null", "no archive of a programme"],
    ["another format", '{"format":3}', "no archive of a programme"],
    ["bytes", new Uint8Array([0xff, 0xfe, 0x00]), "no UTF-8 text"],
    ["nested 10,000 deep", deep, "nests deeper"],
    [
      "nested 10,000 deep in a field",
      published.replace('"format":2,', `"format":2,"x":${deep},`),
      "nests deeper",
    ],
    [
      "brackets in a text",
      published.replace('"format":2,', `"format":2,"x":"${"[".repeat(10_000)}",`),
      "x is a field that no archive has",
    ],
    ["a number in place of a text", published.replace('"cell":"510100"', '"cell":510100'), "cell: "],
  ])("%s is refused with a sentence", async (_, text, sentence) => {
    const found = await check(text)
    expect(found.status).toBe(1)
    expect(found.text).toContain(sentence)
  })

  test("100 MB are not read", async () => {
    const file = await fileOf("")
    await truncate(file, 100 * 1024 * 1024)
    await expect(verify({ file, address: null, hash, seconds: 5 })).rejects.toThrow("is larger than 96 MB")
    expect(MOST_BYTES).toBe(96 * 1024 * 1024)
  })

  test("a distribution that is too large to be run again is told, and not run", async () => {
    const archive = fixtureArchive()
    const [run] = archive.runs
    run!.record.judges = Array.from({ length: 3000 }, (_, at) => `j${at}`)
    run!.record.candidates = Array.from({ length: 3000 }, (_, at) => `n${at}`)
    expect((await check(canonicalJson(rechained(archive)), { hash: null })).text).toContain(
      "run 1 is too large to be run again",
    )
  })
})

test("an archive of the format before is verified as what it is, and the command says what it cannot prove", async () => {
  const kept = canonicalJson(fixtureKeptArchive())
  const { status, text } = await check(kept, { hash: sha256(kept) })
  expect([status, text.includes(all)]).toEqual([0, true])
  expect(text).toContain("not provable of it")
  expect(text).toContain("the times at which notices were closed")
  const changed = kept.replace('"confidence":2', '"confidence":3')
  expect((await check(changed, { hash: sha256(kept) })).text).toContain("not the published archive")
})
