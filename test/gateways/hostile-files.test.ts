import { describe, expect, test } from "vitest"
import { jpegFile, pdfFile, pngFile } from "../../scripts/bench/files/attachment-files.ts"
import {
  everyFormatAtOnce,
  type HostileFile,
  hostileDocuments,
  hostileTables,
} from "../../scripts/bench/files/hostile-files.ts"
import { DomainError } from "../../worker/domain/errors.ts"
import { cleanAttachment } from "../../worker/gateways/attachment-file.ts"
import { ReadingBudget } from "../../worker/gateways/reading-budget.ts"
import { readTableFile } from "../../worker/gateways/table-file.ts"

const SIZE = 120_000
/** What a step is: 10 ns. A file that may cost 200 ms has 20 million of them. */
const MOST_STEPS = 20_000_000
/** Twice as many things have a few numbers with one digit more. */
const LONGER_NUMBERS = 1.005

/** Reads a file; answers the steps it took and why it was refused. */
async function read({ reader, make }: HostileFile, n: number): Promise<{ steps: number; rule: string }> {
  const bytes = make(n)
  const budget = new ReadingBudget(bytes.length)
  if (reader === "table") {
    const { faults, rows } = await readTableFile(bytes, budget)
    return { steps: budget.steps, rule: faults[0]?.rule ?? `taken, ${rows.length} rows` }
  }
  try {
    await cleanAttachment(bytes, budget)
    return { steps: budget.steps, rule: "taken" }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { steps: budget.steps, rule: error.faults[0]?.rule ?? error.rule }
  }
}

describe.each([...hostileDocuments, ...hostileTables])("$name", (file) => {
  test("twice as much of it costs at most twice the work, which stays within the budget", async () => {
    const [one, two, four] = [await read(file, SIZE), await read(file, 2 * SIZE), await read(file, 4 * SIZE)]
    expect(one.steps).toBeGreaterThan(0)
    expect(two.steps).toBeLessThanOrEqual(2 * one.steps * LONGER_NUMBERS)
    expect(four.steps).toBeLessThanOrEqual(2 * two.steps * LONGER_NUMBERS)
    expect(four.steps).toBeLessThanOrEqual(MOST_STEPS)
  })
})

/** Files that are no danger once their reader is linear; what they hold is taken or nothing. */
const harmless = [
  "many small streams",
  "pages that are met four times each",
  "cross-references for four thousand million objects",
  "texts that begin",
  "a sheet of <v>",
  "formats in brackets",
  "a workbook of relations",
  "line ends",
  "commas",
  "trailers",
]

test("hostile files are refused, with a reason that the person understands", async () => {
  const taken: string[] = []
  for (const file of [...hostileDocuments, ...hostileTables]) {
    const { rule } = await read(file, 10 * SIZE)
    if (rule.startsWith("taken") && !harmless.includes(file.name)) taken.push(`${file.name}: ${rule}`)
  }
  expect(taken).toEqual([])
})

describe("a file that is every format at once is the one that it begins as, and nothing else of it is left", () => {
  test.each([
    ["a photo", jpegFile(), jpegFile()],
    ["a picture", pngFile(), pngFile()],
  ])("%s", async (_, first, left) => {
    const { bytes } = await cleanAttachment(everyFormatAtOnce(first))
    expect(Buffer.from(bytes).equals(Buffer.from(left))).toBe(true)
  })

  test("a document", async () => {
    const { type, bytes } = await cleanAttachment(everyFormatAtOnce(pdfFile()))
    const text = Buffer.from(bytes).toString("latin1")
    expect(type).toBe("application/pdf")
    for (const word of ["script", "JFIF", "PNG", "PK", "workbook"]) expect(text).not.toContain(word)
    expect(text.lastIndexOf("%%EOF")).toBe(text.length - 6)
  })

  test("a table: none of them", async () => {
    for (const first of [pdfFile(), jpegFile(), pngFile()]) {
      const { rows, faults } = await readTableFile(everyFormatAtOnce(first))
      expect([rows, faults.map(({ rule }) => rule)]).toEqual([[], ["file_other"]])
    }
  })
})
