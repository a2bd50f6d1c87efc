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
import { cleanSheet } from "../../worker/http/forms/upload.ts"
import { workOf } from "../support/work-done.ts"

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

/** Reads a file; answers what was done by counters beside the budget, and how much came out. */
async function doneFor({ reader, make }: HostileFile, n: number) {
  const bytes = make(n)
  let out = 0
  const budget = new ReadingBudget(bytes.length)
  const run = async () => {
    if (reader === "attachment")
      out = (await cleanAttachment(bytes).catch(() => ({ bytes: [] }))).bytes.length
    else {
      const { rows } = cleanSheet(await readTableFile(bytes))
      out = rows.reduce((sum, { cells }) => cells.reduce((all, cell) => all + 1 + cell.length, sum), 0)
    }
  }
  const work = await workOf(run)
  await (reader === "table" ? readTableFile(bytes, budget) : cleanAttachment(bytes, budget)).catch(() => null)
  return { ...work, out, steps: budget.steps }
}

/** Sorting, and numbers that are longer. */
const NEARLY = 1.1
/** Work that does not depend on the file, whatever it is counted in. */
const BEGINNING = 40_000
/** Executed characters of source, and length of what native functions were called on, for one step that was taken. */
const EXECUTED_PER_STEP = 500
const NATIVE_PER_STEP = 16

describe.each([...hostileDocuments, ...hostileTables])("$name, counted by V8", (file) => {
  test("twice as much of it is at most twice the work and comes out as at most twice as much, and all of it is charged", async () => {
    const [one, two] = [await doneFor(file, SIZE), await doneFor(file, 2 * SIZE)]
    for (const counter of ["executed", "native", "out"] as const)
      expect(two[counter], counter).toBeLessThanOrEqual(2 * one[counter] * NEARLY + BEGINNING)
    expect(two.executed).toBeLessThanOrEqual(EXECUTED_PER_STEP * two.steps + BEGINNING)
    expect(two.native).toBeLessThanOrEqual(NATIVE_PER_STEP * two.steps + BEGINNING)
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
  "parameters that all photos share",
  "catalogues",
  "a JPEG 2000 photo of segments",
  "a JPEG 2000 photo of a tile of segments",
  "tables of nothing in a photo",
  "EXIF of empty entries",
  "a line without an end",
  "cells that share a text of spaces",
  "quotes that are doubled",
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
