import { beforeAll, expect, test } from "vitest"
import { mostScripts, mostStyles, Scales } from "../../scripts/bench/page-weight.ts"
import { requestCosts } from "../../scripts/bench/request-costs.ts"
import { walkRoutes } from "../../scripts/bench/routes.ts"
import { mostRoundTrips, type RouteCost } from "../../scripts/bench/walk.ts"
import { createApp } from "../../worker/app.ts"
import { useTestApp } from "../support/app-server.ts"
import { answeredOperations, declaredWatch, operationIds } from "../support/declared-answers.ts"
import { headWatch } from "../support/head-watch.ts"
import { largeFormWatch } from "../support/large-forms.ts"

const app = useTestApp()

/** Routes that answer something; what only stands before others has no parameter count of its own. */
function routesOfTheApp(): string[] {
  const { routes } = createApp(() => {
    throw new Error("no request is made")
  })
  const answering = routes.filter(({ method }) => method !== "ALL")
  return [...new Set(answering.map(({ method, path }) => `${method} ${path}`))]
}

const heads = headWatch()
const large = largeFormWatch()
let costs: RouteCost[] = []
beforeAll(async () => {
  costs = await walkRoutes(app(), requestCosts(app().requestLines), async (...told) => {
    await heads.watch(...told)
    await declaredWatch(...told)
    await large.watch(...told)
  })
})

test("every route is walked, succeeds, keeps its number of round trips, and answers HEAD as GET", () => {
  const walked = new Set(costs.map(({ route }) => route))
  expect(routesOfTheApp().filter((route) => !walked.has(route))).toEqual([])
  const wrong = costs.filter((cost) => cost.status >= 400 || cost.roundTrips > mostRoundTrips(cost))
  expect(wrong).toEqual([])
  expect(heads.differing).toEqual([])
  expect(heads.asked()).toBeGreaterThan(200)
  expect(app().logged).toEqual([])
})

test("every operation of the document is answered in the walk, each as the document declares", () => {
  const answered = answeredOperations()
  expect(operationIds.filter((id) => !answered.includes(id))).toEqual([])
})

test("every form that is too large is refused with its limits, the way back and what was typed", () => {
  expect(large.wrong).toEqual([])
  const kinds = [...large.forms.values()]
  const files = [...large.forms].flatMap(([action, kind]) => (kind === "files" ? [action] : []))
  console.log(`${kinds.length} forms, with files: ${files.join(" ")}`)
  expect(kinds.length).toBeGreaterThan(80)
  expect(files.length).toBeGreaterThanOrEqual(7)
})

test("no page, signed in or not, loads more than 90 KB of scripts or 20 KB of styles, packed", async () => {
  const scales = new Scales(app().url)
  const pages = costs.filter(({ files }) => files.length > 0)
  const weighed = await Promise.all(
    pages.map(async ({ route, who, files }) => ({ route, who, ...(await scales.weigh(files)) })),
  )
  const heavy = weighed.filter(
    ({ scripts, styles, missing }) => missing.length > 0 || scripts > mostScripts || styles > mostStyles,
  )
  expect(heavy).toEqual([])
  // Every page has the sheet; charts, the filing form and the verification desk bring scripts.
  expect(weighed.every(({ styles }) => styles > 5_000)).toBe(true)
  expect(weighed.filter(({ scripts }) => scripts > 0).map(({ route }) => route)).toEqual(
    expect.arrayContaining(["GET /", "GET /filing/:quarter/:slug", "GET /reviews/:assignmentId"]),
  )
  const routes = new Set(pages.map(({ route }) => route))
  console.log(`${routes.size} routes answer pages; the heaviest loads ${heaviest(weighed)} bytes of scripts`)
  expect(routes.size).toBeGreaterThan(80)
})

const heaviest = (weighed: readonly { scripts: number }[]) =>
  Math.max(...weighed.map(({ scripts }) => scripts))
