import type { ScoreTold } from "../../../web/pages/score/score-view.ts"
import { ageOf, fairPeers, sizeOf } from "../../domain/release/peers.ts"
import type { KeyValue } from "../../domain/scoring/keys.ts"
import type { EstateScore } from "../../domain/scoring/results.ts"
import { waterfallOf } from "../../domain/scoring/waterfall.ts"
import { expected } from "../../domain/submission/expected.ts"
import { improving } from "../../domain/submission/improve.ts"
import { SIZE_KEY } from "../../domain/submission/registry-figures.ts"
import { unsentStates } from "../../domain/submission/standing.ts"
import { mayTypePart } from "../../domain/submission/states.ts"
import { factsOf } from "../../usecases/submission/expected.ts"
import { check, type Filing } from "../../usecases/submission/open-filing.ts"
import { closedReason, peersFor, plain } from "../../usecases/submission/open-submission.ts"
import type { OpenDataReader } from "../public/reader.ts"

/**
 * What counts: while the company types, what stands in its draft, whoever of it looks; from then on what it filed, checked
 * before typed.
 */
function countingValues(filing: Filing) {
  const types = mayTypePart(filing.dossier.submission?.state ?? "draft", filing.provider)
  return types && closedReason(filing) === null
    ? new Map([...filing.others, ...check(filing).values])
    : plain(filing.standing)
}

/** Before a submission is verified its company does not see what others have filed for it, nor figures made of that. */
function unseenBy({ edition, mine, dossier }: Filing): Set<string> {
  if (dossier.submission?.state === "verified") return new Set()
  const foreign = edition.indicators.filter(({ inputs }) => inputs.some(({ key }) => !mine.has(key)))
  return new Set(foreign.map(({ code }) => code))
}

function stateOf(filing: Filing): ScoreTold["state"] {
  const { dossier } = filing
  if (dossier.exemption) return "exempt"
  if (dossier.released) return dossier.submission?.state === "verified" ? "released" : "unscored"
  const sent = dossier.submission && !unsentStates.includes(dossier.submission.state)
  if (closedReason(filing) === "closed" && !sent) return "unfiled"
  return dossier.submission?.state === "verified" ? "verified" : "expected"
}

/** Its indicators beside those of its peers, of the quarter's own release or else of the one before. */
function peersOf(filing: Filing, values: ReadonlyMap<string, KeyValue>, score: EstateScore) {
  const { dossier, registry } = filing
  const { builtYear } = dossier.estate
  const from = dossier.published?.peers ?? dossier.peers
  const households = values.get(SIZE_KEY) ?? registry.get(SIZE_KEY)
  const unseen = unseenBy(filing)
  const measured = score.indicators.filter(({ code }) => !unseen.has(code))
  return {
    period: from?.period ?? null,
    size: typeof households === "number" ? Number(sizeOf(households)) : null,
    age: builtYear === null ? null : Number(ageOf(builtYear)),
    found: fairPeers(peersFor(dossier, from), { households, builtYear }, measured),
  }
}

/** The place of an estate in the public release of the quarter: of its files, no round trip to the database. */
async function rankOf({ dossier }: Filing, reader: Pick<OpenDataReader, "manifest" | "scorecards">) {
  if (!dossier.published) return null
  const [{ slug }, period] = [dossier.estate, dossier.quarter.quarter]
  const manifest = await reader.manifest(period, dossier.published.manifestHash)
  const card = (await reader.scorecards({ period, manifest }, [slug])).get(slug)
  if (!card || card.rank === null) return null
  return { rank: card.rank, range: card.range, ranked: manifest.totals.outcomes.scored }
}

/** How the score of an estate's quarter comes about, and how it could be raised: for its page and for programs. */
export async function scoreTold(
  filing: Filing,
  now: Date,
  reader: Pick<OpenDataReader, "manifest" | "scorecards">,
): Promise<ScoreTold> {
  const { edition, dossier, mine, before } = filing
  const facts = factsOf(filing, now)
  const values = countingValues(filing)
  const { score, deductions } = expected(facts, values)
  const state = stateOf(filing)
  return {
    estate: dossier.estate,
    quarter: dossier.quarter.quarter,
    state,
    locked: filing.locked !== null,
    edition,
    band: score.band,
    waterfall: waterfallOf(edition, score),
    rank: state === "released" ? await rankOf(filing, reader) : null,
    improving: improving(facts, values, before),
    items: {
      bonuses: edition.bonuses.flatMap(({ code }) => {
        const points = values.get(code)
        return typeof points === "number" && points > 0 ? [{ code, points }] : []
      }),
      deductions,
    },
    unseen: unseenBy(filing),
    peers: peersOf(filing, values, score),
    mine,
  }
}
