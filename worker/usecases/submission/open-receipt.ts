import type { FoundReceipt } from "../../data/receipts.ts"
import type { MemberActor } from "../../domain/actor.ts"
import { DomainError } from "../../domain/errors.ts"
import { may } from "../../domain/permissions.ts"
import { isQuarter } from "../../domain/quarter.ts"
import type { Edition } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { RECEIPT_FORMAT, type ReceiptPayload, receiptText } from "../../domain/submission/receipt.ts"
import type { UseCaseContext } from "../context.ts"

/** The keyed hash of a text; made by a gateway under the cell's secret. */
export type SealReceipt = (text: string) => Promise<string>

/** One receipt as its holder reads it. */
export interface OpenReceipt extends FoundReceipt {
  edition: Edition
  payload: ReceiptPayload
  /** Keyed hash of the payload. */
  seal: string
  /** The filings of this estate's quarter that have one, the first one first. */
  filings: number[]
}

/**
 * 回执: what the actor's organisation sent of one estate's quarter, the newest sending unless `filing` names one. One round
 * trip (two when the edition is new to the isolate). Errors: forbidden; not_found.
 */
export async function openReceipt(
  ctx: UseCaseContext<MemberActor>,
  seal: SealReceipt,
  asked: { slug: string; quarter: string; filing: number | null },
): Promise<OpenReceipt> {
  if (!may(ctx.actor, "filing.read")) throw new DomainError("forbidden", "forbidden")
  const all = isQuarter(asked.quarter) ? await ctx.read.receipts.of(asked.slug, asked.quarter) : []
  const found =
    asked.filing === null ? all.at(-1) : all.find(({ receipt }) => receipt.filing === asked.filing)
  if (!found) throw new DomainError("not_found", "not_found")
  const { receipt, estate, quarter, editionId } = found
  const edition = await ctx.read.editions.get(editionId)
  const keys = editionKeys(edition)
  // Reasons of a part as a whole lie among its values under names of their own.
  const values = found.values.filter(({ key }) => keys.has(key))
  const payload: ReceiptPayload = {
    format: RECEIPT_FORMAT,
    id: receipt.id,
    city: ctx.cell,
    estate: estate.slug,
    quarter,
    organisation: receipt.organisationId,
    member: receipt.memberId,
    filing: receipt.filing,
    sentAt: receipt.sentAt,
    dueDay: receipt.dueDay,
    late: receipt.late,
    values: Object.fromEntries(values.map(({ key, value }) => [key, value])),
  }
  return {
    ...found,
    values,
    edition,
    payload,
    seal: await seal(receiptText(payload)),
    filings: all.map((one) => one.receipt.filing),
  }
}

/** Whether a payload is the one that was sealed; nothing is read, so that nobody learns anything but this. */
export async function isSealed(
  seal: SealReceipt,
  payload: ReceiptPayload,
  given: string,
  city: string,
): Promise<boolean> {
  return payload.city === city && (await seal(receiptText(payload))) === given
}
