import { deflateRawSync } from "node:zlib"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { writeWorkbook } from "../../worker/gateways/table-writer.ts"

/** A workbook with one sheet of texts, as a spreadsheet would save it. */
export function workbook(rows: string[][]): Promise<Uint8Array> {
  return writeWorkbook([{ name: "表", rows, widths: [] }])
}

/** A workbook whose sheet's XML was changed. */
export async function changedWorkbook(
  rows: string[][],
  change: (sheet: string) => string,
  files: Record<string, string> = {},
): Promise<Uint8Array> {
  const parts = unzipSync(await workbook(rows))
  const name = Object.keys(parts).find((one) => one.startsWith("xl/worksheets/")) ?? ""
  parts[name] = strToU8(change(strFromU8(parts[name] ?? new Uint8Array())))
  for (const [path, text] of Object.entries(files)) parts[path] = strToU8(text)
  return zipSync(parts)
}

/** A zip archive of one deflated file of spaces, whose size is declared as `declared`. */
function archiveOfSpaces(name: string, size: number, declared: number): Uint8Array {
  const packed = deflateRawSync(Buffer.alloc(size, 0x20), { level: 9 })
  const title = Buffer.from(name)
  const common = (start: number[]) => {
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(declared, 18)
    head.writeUInt16LE(title.length, 22)
    return Buffer.concat([Buffer.from(start), head])
  }
  const local = Buffer.concat([common([0x50, 0x4b, 3, 4]), title, packed])
  const central = Buffer.concat([common([0x50, 0x4b, 1, 2, 20, 0]), Buffer.alloc(14), title])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return new Uint8Array(Buffer.concat([local, central, end]))
}

const sheetName = "xl/worksheets/sheet1.xml"

/** Half a megabyte that unpacks to 500 MB; it says so in its directory. */
export const zipBomb = () => archiveOfSpaces(sheetName, 500 * 1024 * 1024, 500 * 1024 * 1024)

/** 60 MB that are declared as 1,000 bytes. */
export const lyingBomb = () => archiveOfSpaces("xl/workbook.xml", 60 * 1024 * 1024, 1000)
