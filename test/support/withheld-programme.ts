import { awards } from "../../schema/tables/awards.ts"
import { nominations, objections } from "../../schema/tables/nominations.ts"
import { organisations } from "../../schema/tables/organisations.ts"
import { notices, programmeRules, programmes, shortlists } from "../../schema/tables/programmes.ts"
import { insertRows } from "../../scripts/seeding/insert-rows.ts"
import { createApp } from "../../worker/app.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { isolateMemory } from "../../worker/domain/memory.ts"
import { sha256 } from "../../worker/domain/scoring/sha256.ts"
import { certificateOf } from "../../worker/domain/selection/award-certificate.ts"
import { certificateNumber } from "../../worker/domain/selection/certificate-number.ts"
import { evaluateEligibility } from "../../worker/domain/selection/eligibility.ts"
import { rankCandidates } from "../../worker/domain/selection/rank-candidates.ts"
import type { Basis } from "../../worker/domain/selection/rules.ts"
import { expressions } from "../../worker/gateways/expression.ts"
import { openServices, systemServices } from "../../worker/services.ts"
import { readFigures } from "../../worker/usecases/nomination/read-figures.ts"
import { publishArchives } from "../../worker/usecases/programme/publish-archives.ts"
import { cellSecret, system, type TestCell } from "./cell.ts"
import { readerOf } from "./cell-reader.ts"
import { fixtureRules } from "./fixture-rules.ts"

const at = "2026-09-01T02:00:00.000Z"
const programmeId = "programme-withheld"
export const programmeSlug = "ren-shu-hen-shao"
/** What people wrote about counts of persons in the course of a programme; it differs from city to city. */
export interface ProgrammeWords {
  objection: string
  reply: string
  revoked: string
}

const candidateSlugs = ["alder", "birch", "cedar", "fir"]
const numberOf = (slug: string) => certificateNumber(sha256(slug).slice(0, 32))
export const certificates = candidateSlugs.map(numberOf)

/** The figures of a release's estates as a programme reads them; ids of a cell's own rows are chance. */
export async function figuresOf(cell: TestCell, slugs: readonly string[]) {
  const reader = readerOf(cell)
  const [newest] = (await reader.state()).releases
  if (!newest) throw new Error("nothing is released")
  const { period, number, id, manifestHash } = newest
  const basis: Basis = { period, number, releaseId: id, manifestHash }
  const found = await readFigures(
    reader,
    basis,
    slugs.map((slug) => ({ slug, tenures: [] })),
  )
  return { basis: { ...basis, releaseId: "of-the-cell" }, found }
}

/** A programme that was decided on the newest release of a cell: lists, notice, an objection, awards, a revocation, its archive. */
export async function decideProgramme(cell: TestCell, words: ProgrammeWords): Promise<void> {
  const slugs = candidateSlugs
  const { basis, found } = await figuresOf(cell, slugs)
  const rules = fixtureRules({
    basis,
    categories: [{ code: "A", title: "综合示范", places: 4, quotas: [] }],
    review: { ...fixtureRules().review, judgesShare: 0 },
    tieBreak: ["score", "draw"],
  })
  const document = canonicalJson(rules)
  const hash = sha256(document)
  const { evaluate } = expressions()
  const candidates = slugs.map((slug, n) => {
    const figures = JSON.parse(JSON.stringify(found.get(slug)))
    const id = `nomination-${slug}`
    const text = canonicalJson(figures)
    const figuresHash = sha256(text)
    const deps = { evaluate, figuresHash, rulesVersion: 1 }
    const eligibility = evaluateEligibility(rules.eligibility, figures, deps)
    return { slug, id, figures, text, figuresHash, eligibility, blindCode: `C-${n}` }
  })
  const result = { complete: true, score: 80, submitted: 3, quorum: true }
  const categories = rankCandidates(
    rules,
    candidates.map(({ id, figures, blindCode }) => ({
      ...{ nominationId: id, category: "A", blindCode, figures, struck: false },
      result: { nominationId: id, ...result } as never,
    })),
  )
  const list = canonicalJson({
    format: 1,
    programmeId,
    number: 1,
    rulesVersion: 1,
    rulesHash: hash,
    frozenAt: at,
    categories,
  })
  const own = { programmeId, memberId: "m" }
  const entries = categories.flatMap((category) => category.entries)
  if (entries.length === 0) throw new Error(`nobody is on the list: ${list}`)
  const given = entries.map((entry) => {
    const { slug, figures, id } = candidates.find((one) => one.id === entry.nominationId)!
    const shown = { slug: programmeSlug, rules, entry, category: "A", figures, number: numberOf(slug) }
    const certificate = certificateOf({
      ...shown,
      list: { number: 1, hash: sha256(list) },
      today: "2026-09-01",
    })
    return { slug, id, certificate, text: canonicalJson(certificate) }
  })
  const programme = {
    id: programmeId,
    organisationId: "organiser-1",
    slug: programmeSlug,
    title: rules.title,
  }
  await cell.client.batch(
    [
      insertRows(organisations, [
        { id: "organiser-1", kind: "organiser" as const, name: rules.organiser, createdAt: at },
      ]),
      insertRows(programmes, [
        {
          ...programme,
          ...{ phase: "decided" as const, draft: document, rulesVersion: 1, publicRevision: 1 },
          ...{ createdAt: at, openedAt: at },
        },
      ]),
      insertRows(programmeRules, [{ ...own, version: 1, document, hash, reason: "", at }]),
      insertRows(
        nominations,
        candidates.map(({ slug, id, text, figuresHash, eligibility, blindCode }) => ({
          ...own,
          ...{ id, category: "A", estateId: `id-${slug}`, organisationId: "company-1", blindCode },
          ...{ state: "submitted" as const, screening: "eligible" as const, answers: "{}", consentAt: at },
          ...{ rulesVersion: 1, figures: text, figuresHash, eligibility: canonicalJson(eligibility) },
          ...{ createdAt: at, updatedAt: at, submittedAt: at },
        })),
      ),
      insertRows(shortlists, [{ ...own, number: 1, document: list, hash: sha256(list), frozenAt: at }]),
      insertRows(notices, [
        {
          ...own,
          ...{ id: "notice", number: 1, shortlistNumber: 1, fromDay: "2026-08-17", toDay: "2026-08-21" },
          ...{ workingDays: 5, openedAt: at, closedAt: at },
        },
      ]),
      insertRows(objections, [
        {
          ...own,
          ...{
            id: "objection",
            noticeId: "notice",
            nominationId: "nomination-alder",
            number: 1,
            named: false,
          },
          ...{
            text: words.objection,
            state: "inadmissible" as const,
            receiptHash: "receipt",
            receivedAt: at,
          },
          ...{ replyDueDay: "2026-09-15", reply: words.reply, decidedAt: at },
        },
      ]),
      insertRows(
        awards,
        given.map(({ slug, id, certificate, text }, n) => ({
          ...{ id: `award-${slug}`, programmeId, nominationId: id, estateId: `id-${slug}`, category: "A" },
          ...{
            shortlistNumber: 1,
            certificateNumber: certificate.number,
            document: text,
            hash: sha256(text),
          },
          ...{ awardedAt: at, validFrom: certificate.validFrom, validTo: certificate.validTo },
          ...(n === 0 && { revokedAt: at, revokeReason: words.revoked, revokedBy: "m" }),
        })),
      ),
    ],
    "write",
  )
  cell.now = new Date(at)
  const { programmeArchives } = systemServices(bindingsOf(cell), "publish-archives", "510100")
  await publishArchives(cell.contextFor(system), programmeArchives)
}

const bindingsOf = (cell: TestCell) => ({
  LIBSQL_URL: cell.url,
  DATABASE_TIMEOUT_MS: "60000",
  AUTH_SECRET: cellSecret,
  CELL: "510100",
  HOSTS: "localhost",
  RELEASES: cell.bucket,
})

/** The whole application over a cell, as anybody asks it; nothing is kept of another cell's pages. */
export function applicationOn(cell: TestCell): (path: string) => Promise<string> {
  const bindings = bindingsOf(cell)
  const app = createApp((request, env) => openServices(request, env, () => new Date(at)))
  isolateMemory.hold("another city", isolateMemory.limit)
  isolateMemory.hold("another city", 0)
  return async (path) => {
    const answer = await app.fetch(new Request(`http://localhost${path}`), bindings)
    return `${answer.status} ${await answer.text()}`
  }
}
