import { type Context, Hono } from "hono"
import { ScorePage } from "../../../web/pages/score/score-page.tsx"
import type { ScoreTold } from "../../../web/pages/score/score-view.ts"
import { besidePeers } from "../../domain/release/peers.ts"
import type { KeyValue } from "../../domain/scoring/keys.ts"
import { waterfallOf } from "../../domain/scoring/waterfall.ts"
import { expected } from "../../domain/submission/expected.ts"
import { improving } from "../../domain/submission/improve.ts"
import { SIZE_KEY } from "../../domain/submission/registry-figures.ts"
import { factsOf } from "../../usecases/submission/expected.ts"
import { check, type Filing, openFilingFor } from "../../usecases/submission/open-filing.ts"
import { plain } from "../../usecases/submission/open-submission.ts"
import type { DeskEnv } from "../app-env.ts"
import { requires, signedIn } from "../middleware/session.ts"

/** What counts: while the company types, what stands in its draft; from then on what it filed, checked before typed. */
function countingValues(filing: Filing) {
  return filing.locked === null
    ? new Map([...filing.others, ...check(filing).values])
    : plain(filing.standing)
}

/** Before a submission is verified its company does not see what others have filed for it, nor figures made of that. */
function unseenBy({ edition, mine, dossier }: Filing): Set<string> {
  if (dossier.submission?.state === "verified") return new Set()
  const foreign = edition.indicators.filter(({ inputs }) => inputs.some(({ key }) => !mine.has(key)))
  return new Set(foreign.map(({ code }) => code))
}

function stateOf({ dossier }: Filing): ScoreTold["state"] {
  if (dossier.released) return dossier.submission?.state === "verified" ? "released" : "unscored"
  return dossier.submission?.state === "verified" ? "verified" : "expected"
}

/** The company's values beside its peers', as released for the quarter before. */
function peersOf({ dossier, peers, registry, mine }: Filing, values: ReadonlyMap<string, KeyValue>) {
  if (!dossier.peers) return null
  const households = values.get(SIZE_KEY) ?? registry.get(SIZE_KEY)
  return { period: dossier.peers.period, beside: besidePeers(peers, households, values, mine) }
}

async function show(c: Context<DeskEnv>) {
  const { actor, ctx } = c.var
  const filing = await openFilingFor(ctx, c.req.param("slug") ?? "", c.req.param("quarter") ?? "")
  const { edition, dossier, mine, before } = filing
  const facts = factsOf(filing, ctx.now())
  const values = countingValues(filing)
  const { score, deductions } = expected(facts, values)
  const bonuses = edition.bonuses.flatMap(({ code }) => {
    const points = values.get(code)
    return typeof points === "number" && points > 0 ? [{ code, points }] : []
  })
  const told: ScoreTold = {
    estate: dossier.estate,
    quarter: dossier.quarter.quarter,
    state: stateOf(filing),
    locked: filing.locked !== null,
    edition,
    band: score.band,
    waterfall: waterfallOf(edition, score),
    improving: improving(facts, values, before),
    items: { bonuses, deductions },
    unseen: unseenBy(filing),
    peers: peersOf(filing, values),
    mine,
  }
  return c.render(<ScorePage actor={actor} told={told} />)
}

/** 得分说明: how the score of an estate's quarter comes about, for its company. */
export const scoreToldRoutes = new Hono<DeskEnv>().get(
  "/filing/:quarter/:slug/score",
  signedIn,
  requires("filing.read"),
  show,
)
