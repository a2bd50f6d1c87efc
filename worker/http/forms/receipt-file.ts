import { z } from "zod"
import { RECEIPT_FORMAT, type ReceiptPayload } from "../../domain/submission/receipt.ts"

/** Characters of a receipt's file: three times one of all keys, and small enough for what visitors may send. */
export const MOST_RECEIPT = 16 * 1024

const short = z.string().max(100)
const file = z.strictObject({
  format: z.literal(RECEIPT_FORMAT),
  id: short,
  city: short,
  estate: short,
  quarter: short,
  organisation: short,
  member: short,
  filing: z.int().min(1).max(1_000_000),
  sentAt: short,
  dueDay: short,
  late: z.boolean(),
  values: z.record(short, short),
  seal: short,
})

/** What a receipt's file holds; null for anything else. */
export function readReceiptFile(text: string): { payload: ReceiptPayload; seal: string } | null {
  if (text.length > MOST_RECEIPT) return null
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const read = file.safeParse(json)
  if (!read.success) return null
  const { seal, ...payload } = read.data
  return { payload, seal }
}

/** The file that its holder keeps: payload and seal, a line for each value, so that people can read it too. */
export const receiptFile = (payload: ReceiptPayload, seal: string): string =>
  `${JSON.stringify({ ...payload, seal }, null, 2)}\n`
