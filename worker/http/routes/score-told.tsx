import { Hono } from "hono"
import { ScorePage } from "../../../web/pages/score/score-page.tsx"
import { openFilingFor } from "../../usecases/submission/open-filing.ts"
import type { DeskEnv } from "../app-env.ts"
import { scoreTold } from "../forms/score-told.ts"
import { requires, signedIn } from "../middleware/session.ts"

/** 得分说明: how the score of an estate's quarter comes about, for its company. */
export const scoreToldRoutes = new Hono<DeskEnv>().get(
  "/filing/:quarter/:slug/score",
  signedIn,
  requires("filing.read"),
  async (c) => {
    const { actor, ctx, services } = c.var
    const filing = await openFilingFor(ctx, c.req.param("slug") ?? "", c.req.param("quarter") ?? "")
    return c.render(
      <ScorePage actor={actor} told={await scoreTold(filing, ctx.now(), services.publicReader)} />,
    )
  },
)
