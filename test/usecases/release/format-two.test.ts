import { readFileSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { sha256 } from "../../../worker/domain/scoring/sha256.ts"
import { openTestCell, type TestCell } from "../../support/cell.ts"
import { sampleTexts } from "../../support/cell-rows.ts"
import { correcting, release } from "../../support/correcting.ts"
import { useSecondEdition } from "../../support/second-edition.ts"
import { smallCity } from "../../support/small-city.ts"

const quarter = "2026Q2"
const golden = new URL("../../golden/release-format-2.txt", import.meta.url)
let cell: TestCell

/** A city in which everything that format 2 can tell is told: counts of persons, an adjustment, too few answers, a correction. */
async function fixedCity() {
  await smallCity(cell, quarter, "2026-07-20", {
    alder: { texts: { ...sampleTexts(1), disputes_settled: "3", disputes_taken: "4" } },
    birch: {
      texts: { ...sampleTexts(2), care_registered: "20", care_visited_month1: "3" },
      findings: [
        {
          level: "district",
          key: "households",
          decision: "adjusted",
          checkedValue: "801",
          reasonClass: "records",
        },
      ],
    },
    cedar: { texts: { households: "700", parking_patrols: "24", green_area: "3000" } },
  })
  await useSecondEdition(cell)
  await release(cell, quarter)
  cell.now = new Date("2026-08-02T00:00:00Z")
  await correcting(cell, quarter, "alder").open("户数填错了，按房产台账更正。")
  const at = cell.now.toISOString()
  await cell.rows("update submissions set state = 'verified', verified_at = ? where id = ?", [
    at,
    `${quarter}-alder`,
  ])
  await release(cell, quarter)
}

/** Every public file of the releases, under the name that its content has. */
async function filesOf(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const { objects } = await cell.bucket.list({})
  for (const { key } of objects) {
    if (!key.includes("/releases/") || key.includes("/audit/")) continue
    found.set(key, new TextDecoder().decode(await (await cell.bucket.get(key))!.arrayBuffer()))
  }
  return found
}

beforeAll(async () => {
  cell = await openTestCell({ now: new Date("2026-08-01T00:00:00Z") })
  await fixedCity()
})
afterAll(() => cell.close())

test("format 2 is frozen: a fixed city's releases are test/golden/release-format-2.txt, to the last byte", async () => {
  const files = await filesOf()
  const releases = await cell.rows(
    "select number, manifest_hash h, input_hash i from releases order by number",
  )
  const lines = releases.flatMap(({ number, h, i }) => [
    `release ${String(number)}: manifest ${String(h)}, inputs ${String(i)}`,
    [...files].find(([name]) => name.includes(String(h)))?.[1].trim() ?? "",
  ])
  // What a scorecard is like, whole; of all other files their hash.
  const card = [...files.values()]
    .flatMap((text) => text.split("\n"))
    .find((line) => line.includes('"slug":"birch"'))
  lines.push("", "scorecard of birch", card ?? "", "")
  for (const [name, text] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    lines.push(`${name.replace(/^.*\/releases\//, "")} ${String(text.length)} ${sha256(text)}`)
  const told = `${lines.join("\n")}\n`
  await mkdir(new URL("../../../.build/", import.meta.url), { recursive: true })
  await writeFile(new URL("../../../.build/release-format-2.txt", import.meta.url), told)
  const wanted = readFileSync(golden, "utf8")
    .replace(/^#.*\n/gm, "")
    .trimStart()
  expect(told).toBe(wanted)
})
