import { Hono } from "hono"
import { buildId } from "../../../web/ui/build-id.ts"
import { checkReadiness } from "../../usecases/running/check-readiness.ts"
import type { AppEnv } from "../app-env.ts"

/** Whether the program runs, for any host and without asking anything else. */
export const healthRoutes = new Hono<AppEnv>().get("/healthz", (c) => c.json({ runs: true, build: buildId }))

/** Whether the cell of the request's host can serve: for load balancers and monitoring. */
export const runningRoutes = new Hono<AppEnv>().get("/readyz", async (c) => {
  const { cell, readiness } = c.var.services
  const { ready, warnings, checks } = await checkReadiness(readiness)
  return c.json({ ready, warnings, cell, build: buildId, checks }, ready ? 200 : 503)
})
