import type { IndicatorEvidence } from "../../../web/pages/evidence/evidence-block.tsx"
import type { EvidenceFacts, EvidencePiece, EvidenceView } from "../../../web/pages/evidence/evidence-view.ts"
import { paths } from "../../../web/paths.ts"
import type { FormState } from "../../../web/ui/form-state.ts"
import type { EvidenceRow } from "../../data/evidence.ts"
import { gapOf, indicatorFor } from "../../domain/evidence/evidence.ts"
import type { Indicator } from "../../domain/scoring/edition.ts"
import { editionKeys } from "../../domain/scoring/keys.ts"
import { isAnswer } from "../../domain/submission/questions.ts"
import { gapsOf } from "../../usecases/evidence/gaps.ts"
import {
  addableTo,
  type EvidenceAbout,
  type EvidenceFiling,
  isUnsent,
  type SeenEvidence,
} from "../../usecases/evidence/open-evidence.ts"
import { neverShown } from "../../usecases/evidence/show-evidence.ts"
import type { Verification } from "../../usecases/submission/open-verification.ts"

/** A file as pages show it. */
export function pieceView(
  { slug, quarter, filing }: { slug: string; quarter: string; filing: EvidenceFiling | null },
  row: EvidenceRow,
  official: EvidenceFacts | null = null,
): EvidencePiece {
  const { id, name, note, side, pair, type, bytes, width, height, hash, addedAt, indicator } = row
  const own = filing?.own.some((one) => one.id === id) ?? false
  const unsent = filing !== null && own && isUnsent(filing, row)
  return {
    ...{ id, name, note, side, pair, type, bytes, width, height, hash, addedAt },
    href: paths.evidenceFile(slug, quarter, indicator, id),
    official,
    mine: unsent && !filing.locked,
    sent: own && !unsent,
  }
}

function factsOf(
  { likenesses }: SeenEvidence,
  indicator: Indicator | undefined,
  row: EvidenceRow,
  decides: boolean,
): EvidenceFacts {
  const { takenAt, taken, lookHigh, publicName, publishedAt } = row
  const never = neverShown({ row, indicator })
  return {
    ...{ takenAt, taken, publicName, publishedAt },
    compared: lookHigh !== null,
    alike: likenesses
      .filter(({ evidenceId }) => evidenceId === row.id)
      .map(({ estate, slug, quarter, distance, seen, otherId, indicator: of }) => ({
        ...{ estate, quarter, distance },
        href: seen ? paths.evidenceFile(slug, quarter, of, otherId) : null,
      })),
    showing: never ? { never } : decides ? "may" : "may_not",
  }
}

/** The evidence of one indicator, or of one answer, as its page shows it. */
export function evidenceView(
  seen: SeenEvidence,
  filing: EvidenceFiling | null,
  {
    about,
    state,
    sent,
    decides,
  }: { about: EvidenceAbout; state: FormState; sent: string | undefined; decides: boolean },
): EvidenceView {
  const { dossier, edition } = seen.open
  const { estate, quarter } = dossier
  const place = { slug: estate.slug, quarter: quarter.quarter, filing }
  const { name, indicator, key } = about
  const adds = filing !== null && addableTo(filing, name) !== undefined
  const gaps = new Map(gapsOf(seen.open, seen.evidence).map(([{ code }, gap]) => [code, gap]))
  return {
    estate: {
      slug: estate.slug,
      name: estate.name,
      placeNames: estate.placeNames,
      demonstration: estate.origin === "demonstration",
      managers: dossier.managers,
    },
    company: dossier.company?.name ?? null,
    quarter: quarter.quarter,
    about: { name, indicator, asked: editionKeys(edition).get(key ?? "")?.title ?? null },
    pieces: seen.evidence
      .filter((row) => row.indicator === name)
      .map((row) =>
        pieceView(place, row, seen.official ? factsOf(seen, indicator ?? undefined, row, decides) : null),
      ),
    gap: gaps.get(name) ?? null,
    adding: adds ? { used: filing.used, locked: filing.locked } : null,
    back:
      adds || !seen.official
        ? paths.submission(estate.slug, quarter.quarter)
        : paths.verifySubmission(estate.slug, quarter.quarter),
    sent,
    state,
  }
}

/** What the form shows beside each indicator of a part: the part's own files, and what is missing. */
export function evidenceByIndicator(filing: EvidenceFiling): Map<string, IndicatorEvidence> {
  const { estate, quarter } = filing.dossier
  const place = { slug: estate.slug, quarter: quarter.quarter, filing }
  const typed = new Map([...filing.typed.texts].filter(([, text]) => text.trim() !== ""))
  const answered = (key: string) => typed.has(key) && typed.get(key) !== "NA"
  return new Map(
    filing.edition.indicators.flatMap((indicator) => {
      if (!indicatorFor([indicator], indicator.code, filing.mine)) return []
      const pieces = filing.own.filter((row) => row.indicator === indicator.code)
      const gap = gapOf(indicator, { answered, evidence: filing.own })
      return [[indicator.code, { pieces: pieces.map((row) => pieceView(place, row)), gap }]]
    }),
  )
}

/** What whoever verifies sees beside each indicator of what was filed; nothing where files were not asked for. */
export function evidenceToVerify(open: Verification): Map<string, IndicatorEvidence> {
  if (!open.evidence) return new Map()
  const { evidence, likenesses } = open.evidence
  const { estate, quarter } = open.dossier
  const place = { slug: estate.slug, quarter: quarter.quarter, filing: null }
  const gaps = new Map(gapsOf(open, evidence).map(([{ code }, gap]) => [code, gap]))
  const alike = new Set(likenesses.map(({ evidenceId }) => evidenceId))
  return new Map(
    open.edition.indicators.map(({ code }) => {
      const own = evidence.filter((row) => row.indicator === code)
      const marks = own.filter(({ id }) => alike.has(id)).length
      return [code, { pieces: own.map((row) => pieceView(place, row)), gap: gaps.get(code) ?? null, marks }]
    }),
  )
}

/** Files that answer what came back, by the name of the answer. */
export function answerFiles(
  { estate, quarter }: Verification["dossier"],
  rows: readonly EvidenceRow[],
  filing: EvidenceFiling | null = null,
): Map<string, EvidencePiece[]> {
  const place = { slug: estate.slug, quarter: quarter.quarter, filing }
  const found = new Map<string, EvidencePiece[]>()
  for (const row of rows.filter(({ indicator }) => isAnswer(indicator)))
    found.set(row.indicator, [...(found.get(row.indicator) ?? []), pieceView(place, row)])
  return found
}
