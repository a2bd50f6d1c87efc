import { readFileSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { allActs as acts } from "../support/acts/all.ts"
import { openStage, type Stage } from "../support/acts/stage.ts"
import { noteWrites } from "../support/golden/written-walk.ts"

const build = fileURLToPath(new URL("../../.build", import.meta.url))
let stage: Stage
let written: ReadonlyMap<string, readonly string[][]>

beforeAll(async () => {
  stage = await openStage()
  written = await noteWrites(stage.door)
})
afterAll(() => stage.door.close())

/** Action and who acted → its writes, as people wrote them down. */
function golden(): Record<string, string> {
  const text = readFileSync(new URL("../golden/writes.txt", import.meta.url), "utf8")
  const blocks = text
    .replace(/^#.*\n/gm, "")
    .trim()
    .split("\n\n")
  return Object.fromEntries(blocks.map((block) => [block.split("\n")[0] ?? "", block]))
}

const blockOf = ([place, writes]: [string, readonly string[][]]) =>
  [
    place,
    ...writes
      .map((lines) => lines.map((line) => `  ${line}`).join("\n"))
      .join("\n  --\n")
      .split("\n"),
  ].join("\n")

test("what each act writes, row by row, is test/golden/writes.txt", async () => {
  // Every act once, in their order: another test asks whether each use case has one.
  for (const act of Object.values(acts)) await act.perform(stage)
  const told = Object.fromEntries([...written].map((entry) => [entry[0], blockOf(entry)]))
  const wanted = golden()
  // For whoever changes the golden file, which is long, to lay beside it: blocks in its order, new ones at the end.
  const order = [...new Set([...Object.keys(wanted), ...Object.keys(told)])]
  await mkdir(build, { recursive: true })
  await writeFile(join(build, "writes.txt"), order.flatMap((act) => told[act] ?? []).join("\n\n"))
  expect(Object.keys(told).toSorted()).toEqual(Object.keys(wanted).toSorted())
  expect(told).toEqual(wanted)
})
