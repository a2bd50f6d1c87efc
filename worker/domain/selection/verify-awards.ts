import { canonicalJson } from "../canonical.ts"
import { dayOf } from "../quarter.ts"
import { certificateOf } from "./award-certificate.ts"
import { readCertificateNumber } from "./certificate-number.ts"
import { entriesOf, noticeOf } from "./notice-course.ts"
import type { ProvableArchive } from "./provable-archive.ts"
import type { ShortlistDocument } from "./shortlist.ts"
import { type Check, doubles, hashFault, rulesAt } from "./verify-check.ts"

type Award = ProvableArchive["awards"][number]

const day = (at: string) => dayOf(Date.parse(at))

/** The list that was the newest at a moment. */
function listAt({ shortlists }: ProvableArchive, at: string) {
  const sorted = [...shortlists].sort((a, b) => a.number - b.number)
  return sorted.findLast(({ document }) => document.frozenAt <= at)
}

/** Whether an objection against a candidate waited at a moment. */
const waited = ({ objections }: ProvableArchive, nomination: string, at: string) =>
  objections.some(
    (one) =>
      one.nomination === nomination && one.receivedAt <= at && (one.decidedAt === null || one.decidedAt > at),
  )

/** Whether the notice of a candidate was over at a moment; format 1 does not say when it was closed. */
function noticed({ notices, shortlists }: ProvableArchive, nomination: string, at: string): boolean {
  const lists = shortlists.map(({ document }): ShortlistDocument => document)
  const known = notices.map((one) => ({ ...one, shortlistNumber: one.shortlist }))
  const own = noticeOf(nomination, known, lists)
  if (!own || day(at) <= own.toDay) return false
  return own.closedAt === undefined || (own.closedAt !== null && own.closedAt <= at)
}

/** An award was given from the newest list, after its notice, with nothing open against it. */
function awardFaults(archive: ProvableArchive, { nomination, number, awardedAt }: Award): string[] {
  const list = listAt(archive, awardedAt)?.document
  const listed = list && entriesOf(list).some(({ nominationId }) => nominationId === nomination)
  const own = archive.nominations.find(({ id }) => id === nomination)
  const gone = [own?.struckAt, own?.withdrawnAt].some((at) => at && at <= awardedAt)
  return [
    ...(listed ? [] : [`${number} was awarded to ${nomination}, which is not on the last list`]),
    ...(waited(archive, nomination, awardedAt) ? [`${number} was awarded while an objection was open`] : []),
    ...(noticed(archive, nomination, awardedAt) ? [] : [`${number} was awarded before its notice was over`]),
    ...(gone ? [`${number} was awarded to ${nomination}, which was struck or had withdrawn`] : []),
  ]
}

/** Who could be awarded when awards were given and has no certificate: all who can are awarded together. */
function leftOut(archive: ProvableArchive): string[] {
  const at = archive.awards
    .map(({ awardedAt }) => awardedAt)
    .sort()
    .at(-1)
  const list = at === undefined ? undefined : listAt(archive, at)?.document
  if (at === undefined || list === undefined) return []
  const awarded = new Set(archive.awards.map(({ nomination }) => nomination))
  return entriesOf(list).flatMap(({ nominationId: id }) =>
    awarded.has(id) || waited(archive, id, at) || !noticed(archive, id, at)
      ? []
      : [`${id} stands on list ${list.number} with nothing against it, and has no certificate`],
  )
}

/** Everybody on the last list whose notice is over was awarded, once, and nobody else. */
export function checkAwarded(archive: ProvableArchive): Check {
  const { awards } = archive
  const twice = doubles(
    "an award of",
    awards.map(({ nomination }) => nomination),
  )
  const faults = [...twice, ...awards.flatMap((award) => awardFaults(archive, award)), ...leftOut(archive)]
  return { name: "awards", count: awards.length, faults }
}

/** What the certificate of an award has to say, from list, rules and figures; null where those are not there. */
function expectedDocument(archive: ProvableArchive, { nomination, awardedAt, number }: Award) {
  const list = listAt(archive, awardedAt)
  const category = list?.document.categories.find(({ entries }) =>
    entries.some(({ nominationId }) => nominationId === nomination),
  )
  const entry = category?.entries.find(({ nominationId }) => nominationId === nomination)
  const rules = rulesAt(archive.rules, awardedAt)?.document
  const figures = archive.nominations.find(({ id }) => id === nomination)?.figures
  if (!list || !category || !entry || !rules || !figures) return null
  return certificateOf({
    slug: archive.programme.slug,
    rules,
    entry,
    category: category.code,
    figures,
    list: { number: list.number, hash: list.hash },
    number,
    today: day(awardedAt),
  })
}

/** Certificates say what list, rules and figures say, under a number that can be one. */
export function checkCertificates(archive: ProvableArchive): Check {
  const { awards } = archive
  const faults = awards.flatMap((award) => {
    const { number, hash, document } = award
    const expected = expectedDocument(archive, award)
    const same = expected && canonicalJson(expected) === canonicalJson(document)
    return [
      ...hashFault(`certificate ${number}`, document, hash),
      ...(readCertificateNumber(number) === number ? [] : [`certificate ${number}: its number is none`]),
      ...(same ? [] : [`certificate ${number} says otherwise than list, rules and figures`]),
    ]
  })
  const twice = doubles(
    "certificate",
    awards.map(({ number }) => number),
  )
  return { name: "certificates", count: awards.length, faults: [...twice, ...faults] }
}

/** What was taken back was taken back after it was given, with its reason. */
export function checkRevocations({ awards }: ProvableArchive): Check {
  const faults = awards.flatMap(({ number, awardedAt, revokedAt, revokeReason }) => [
    ...((revokedAt === null) === (revokeReason === null || revokeReason === "")
      ? []
      : [`certificate ${number} is revoked without a reason, or has a reason and is not`]),
    ...(revokedAt !== null && revokedAt < awardedAt
      ? [`certificate ${number} was revoked before it was given`]
      : []),
  ])
  const revoked = awards.filter(({ revokedAt }) => revokedAt !== null)
  return { name: "revocations", count: revoked.length, faults }
}
