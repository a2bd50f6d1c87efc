import { expect, test } from "vitest"
import { requestCosts } from "../../scripts/bench/request-costs.ts"
import { walkRoutes } from "../../scripts/bench/routes.ts"
import { mostRoundTrips } from "../../scripts/bench/walk.ts"
import { createApp } from "../../worker/app.ts"
import { useTestApp } from "../support/app-server.ts"

const app = useTestApp()

/** Routes that answer something; what only stands before others has no parameter count of its own. */
function routesOfTheApp(): string[] {
  const { routes } = createApp(() => {
    throw new Error("no request is made")
  })
  const answering = routes.filter(({ method }) => method !== "ALL")
  return [...new Set(answering.map(({ method, path }) => `${method} ${path}`))]
}

test("every route is walked, succeeds, and keeps its number of round trips", {
  timeout: 240_000,
}, async () => {
  const costs = await walkRoutes(app(), requestCosts(app().requestLines))
  const walked = new Set(costs.map(({ route }) => route))
  expect(routesOfTheApp().filter((route) => !walked.has(route))).toEqual([])
  const wrong = costs.filter((cost) => cost.status >= 400 || cost.roundTrips > mostRoundTrips(cost))
  expect(wrong).toEqual([])
  expect(app().logged).toEqual([])
})
