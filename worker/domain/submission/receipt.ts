import { canonicalJson } from "../canonical.ts"

/** The kind of payload that is sealed; another shape gets another number. */
export const RECEIPT_FORMAT = "shige-receipt/1"

/** 回执: what a company sent and when, as whoever holds it can lay it before anybody. */
export interface ReceiptPayload {
  format: typeof RECEIPT_FORMAT
  id: string
  /** City code of the cell. */
  city: string
  estate: string
  quarter: string
  /** The organisation that sent it, and the member who did. */
  organisation: string
  member: string
  /** Counts what the company sent of this estate and quarter. */
  filing: number
  /** ISO instant. */
  sentAt: string
  /** The last day that it had. */
  dueDay: string
  late: boolean
  /** What was sent, by key, as it was typed in the edition's format. */
  values: Readonly<Record<string, string>>
}

/** The text of which the keyed hash (HMAC-SHA-256 under the cell's secret) is made: canonical JSON (RFC 8785). */
export const receiptText = (payload: ReceiptPayload): string => canonicalJson(payload)
