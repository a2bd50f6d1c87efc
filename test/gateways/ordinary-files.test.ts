import { readdir, readFile } from "node:fs/promises"
import { inflateSync } from "node:zlib"
import { PDFDocument, PDFRawStream } from "@cantoo/pdf-lib"
import { expect, test } from "vitest"
import { ordinaryFolder, writtenFiles } from "../../scripts/bench/files/written-files.ts"
import { cleanAttachment } from "../../worker/gateways/attachment-file.ts"
import { ReadingBudget } from "../../worker/gateways/reading-budget.ts"
import { readTableFile } from "../../worker/gateways/table-file.ts"

const MEGABYTE = 1024 * 1024
/** Steps are 10 ns of CPU: 60 ms for each megabyte of a file and of what is packed in it. */
const STEPS_PER_MEGABYTE = 6_000_000

const committed = (await readdir(ordinaryFolder)).filter((name) => name !== "README.md").sort()
const isTable = (name: string) => name.endsWith(".xlsx") || name.endsWith(".csv")

async function bytesOf(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const written = writtenFiles[name]
  return new Uint8Array(written ? await written() : await readFile(new URL(name, ordinaryFolder)))
}

/** Everything that a document says: its objects as text, and what its streams hold. */
async function saidIn(bytes: Uint8Array): Promise<string> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const streams = document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFRawStream) || !String(object.dict).includes("/FlateDecode")) return []
    return [inflateSync(object.contents).toString("latin1")]
  })
  const objects = Buffer.from(await document.save({ useObjectStreams: false })).toString("latin1")
  return [objects, ...streams].join("\n")
}

const names = [...committed, ...Object.keys(writtenFiles)]

test("there are thirty of them, each with its origin, 20 MB at most in the repository", async () => {
  const origins = await readFile(new URL("README.md", ordinaryFolder), "utf8")
  expect(committed.filter((name) => !origins.includes(`\`${name}\``))).toEqual([])
  expect(names.length).toBeGreaterThanOrEqual(30)
  const sizes = await Promise.all(committed.map(async (name) => (await bytesOf(name)).length))
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20 * MEGABYTE)
})

test.each(names)("%s is taken, for at most its share of work", async (name) => {
  const bytes = await bytesOf(name)
  const budget = new ReadingBudget(bytes.length)
  if (isTable(name)) {
    const { rows, faults } = await readTableFile(bytes, budget)
    expect([faults, rows.length > 1000]).toEqual([[], true])
  } else {
    const file = await cleanAttachment(bytes, budget)
    expect(file.bytes.length).toBeLessThan(bytes.length * 1.05)
  }
  const megabytes = (bytes.length + budget.unpacked) / MEGABYTE
  expect(budget.steps).toBeLessThan(STEPS_PER_MEGABYTE * megabytes)
})

test.each(names.filter((name) => name.endsWith(".pdf")))("%s keeps its pages", async (name) => {
  const bytes = await bytesOf(name)
  const before = await PDFDocument.load(bytes, { updateMetadata: false })
  const after = await PDFDocument.load((await cleanAttachment(bytes)).bytes, { updateMetadata: false })
  expect(after.getPageCount()).toBe(before.getPageCount())
  expect([after.getAuthor(), after.getProducer(), after.getCreationDate()]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

const remarked = ["libreoffice-notes.pdf", "pdf-lib, remarks and a form.pdf"]
test.each(remarked)(
  "%s: who wrote remarks, and what they say, is gone; forms and links stay",
  async (name) => {
    const bytes = await bytesOf(name)
    const [before, after] = [await saidIn(bytes), await saidIn((await cleanAttachment(bytes)).bytes)]
    const plain = (text: string) => text.replaceAll("\0", "")
    expect(plain(before)).toMatch(/ANNOTATION|FEFF0041004E004E004F/)
    for (const word of ["ANNOTATION", "FEFF0041004E004E004F", "AUTHOR", "ID-OF-REMARK", "/Popup"])
      expect(plain(after)).not.toContain(word)
    if (name.startsWith("pdf-lib"))
      for (const word of ["0031003000370039", "example.org"]) expect(after).toContain(word)
  },
)
