import { expect, test } from "vitest"
import { requestCosts } from "../../scripts/bench/request-costs.ts"
import { walkRoutes } from "../../scripts/bench/routes.ts"
import { mostRoundTrips } from "../../scripts/bench/walk.ts"
import { createApp } from "../../worker/app.ts"
import { useTestApp } from "../support/app-server.ts"
import { headWatch } from "../support/head-watch.ts"

const app = useTestApp()

/** Routes that answer something; what only stands before others has no parameter count of its own. */
function routesOfTheApp(): string[] {
  const { routes } = createApp(() => {
    throw new Error("no request is made")
  })
  const answering = routes.filter(({ method }) => method !== "ALL")
  return [...new Set(answering.map(({ method, path }) => `${method} ${path}`))]
}

test("every route is walked, succeeds, keeps its number of round trips, and answers HEAD as GET", {
  timeout: 240_000,
}, async () => {
  const heads = headWatch()
  const costs = await walkRoutes(app(), requestCosts(app().requestLines), heads.watch)
  const walked = new Set(costs.map(({ route }) => route))
  expect(routesOfTheApp().filter((route) => !walked.has(route))).toEqual([])
  const wrong = costs.filter((cost) => cost.status >= 400 || cost.roundTrips > mostRoundTrips(cost))
  expect(wrong).toEqual([])
  expect(heads.differing).toEqual([])
  expect(heads.asked()).toBeGreaterThan(200)
  expect(app().logged).toEqual([])
})
