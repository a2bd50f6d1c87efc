import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { storeKey } from "../../../scripts/bench/stored-key.ts"
import { texts } from "../../../web/text/text.ts"
import { createApp } from "../../../worker/app.ts"
import type { Role } from "../../../worker/domain/actor.ts"
import { scopes as allScopes, type Scope } from "../../../worker/domain/key-scope.ts"
import { apiDocument } from "../../../worker/http/api/document.ts"
import { openOrganiser, openPeople } from "../../support/denial-people.ts"
import { apiRoutes, type Holder } from "../../support/denials/api.ts"
import { heads, strangers } from "../../support/denials/api-heads.ts"
import { selectionRoutes, selectionValues } from "../../support/denials/api-selection.ts"
import { allowed, parts } from "../../support/denials/parts.ts"
import { written } from "../../support/denials/requests.ts"
import {
  type Client,
  type FrontDoor,
  type Neighbour,
  openFrontDoor,
  openNeighbour,
} from "../../support/front-door.ts"

const named = [
  ...new Set(
    createApp(() => {
      throw new Error("no request is made")
    })
      .routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`),
  ),
]
const routes = named.filter((route) => allowed[route] === "key")
const isRead = (route: string) => route.startsWith("GET ")

let door: FrontDoor
let neighbour: Neighbour
let manager: Client
let filed: string
let fresh: string
const keys = new Map<Holder, string>()
const parameters: Record<string, string> = {}
/** Values of routes about programmes and nominations. */
let ofSelection: Record<string, string>
/** Values of what belongs to one organisation, by organisation. */
const own = new Map<string, Record<string, string>>()
const counted = {
  "without a key": 0,
  "without the scope": 0,
  "of another role": 0,
  "of another tenant": 0,
  "of another cell": 0,
  "of no version": 0,
}

const keyOf = async (
  [organisation, role]: readonly [string, Role],
  more: { scopes?: readonly Scope[]; expiresAt?: string } = {},
) => storeKey(door.cell.client as never, organisation, { role, now: door.now, ...more })

beforeAll(async () => {
  door = await openFrontDoor({ estates: 30, released: 1 })
  await openPeople(door)
  manager = await door.as("manager")
  for (const holder of Object.keys(heads) as Holder[]) keys.set(holder, (await keyOf(heads[holder])).key)
  const found = await door.cell.rows(
    `select e.slug, s.state from estates e left join submissions s on s.estate_id = e.id and s.quarter = ?
     where e.place_code = '510104018004' order by e.id`,
    [door.openQuarter],
  )
  const slugOf = (begun: boolean) => String(found.find((row) => (row["state"] !== null) === begun)?.["slug"])
  filed = slugOf(true)
  fresh = slugOf(false)
  for (const part of parts) Object.assign(parameters, await part.parameters(door))
  await openOrganiser(door)
  ofSelection = await selectionValues(door)
  for (const [organisation] of Object.values(heads)) {
    const values = await Promise.all(parts.map((part) => part.own?.(door, organisation) ?? {}))
    own.set(organisation, Object.assign({}, ...values))
  }
  neighbour = await openNeighbour(door)
})
afterAll(async () => {
  const all = Object.entries(counted).map(([what, n]) => `${n} ${what}`)
  console.log(`${routes.length} routes of the API: denials ${all.join(", ")}`)
  await neighbour.close()
  await door.close()
})

function send(
  route: string,
  key: string | null,
  options: {
    slug?: string
    quarter?: string
    organisation?: string
    body?: unknown
    headers?: Record<string, string>
    site?: string
  } = {},
): Promise<Response> {
  const [method = "", pattern = ""] = route.split(" ")
  const { slug = filed, quarter = door.openQuarter, organisation = "company-1", headers = {} } = options
  const more = route in selectionRoutes ? ofSelection : {}
  const values: Record<string, string> = { ...parameters, ...own.get(organisation), slug, quarter, ...more }
  const path = pattern.replace(/:(\w+)/g, (whole, name: string) => values[name] ?? whole)
  const { file, body: usual = {} } = apiRoutes[route] ?? {}
  const writing = {
    "content-type": file ?? "application/json",
    "idempotency-key": randomUUID(),
    "if-match": '"0"',
  }
  const body = options.body ?? usual
  return door.fetch(
    new Request(new URL(path, options.site ?? "http://localhost:8787"), {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(isRead(route) ? {} : writing),
        ...headers,
      },
      body: isRead(route) ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    }),
  )
}

/** The refusal is a problem document, and nothing was written. */
async function expectRefused(
  what: keyof typeof counted,
  answer: () => Promise<Response>,
  expected: [status: number, code?: string],
  who: string,
): Promise<void> {
  const before = await written(door)
  const refused = await answer()
  const [status, code] = expected
  const problem = (await refused.json()) as { code: string; status: number }
  expect([refused.status, code ? problem.code : undefined], who).toEqual([status, code])
  expect(problem.status, who).toBe(status)
  expect(await written(door), `${who} wrote something`).toEqual(before)
  counted[what] += 1
}

/** A key of a holder who may use the route. */
const rightful = (route: string) => heads[apiRoutes[route]?.holders[0] ?? "company"]

test("every route behind a key is in the table, and the table names no other", () => {
  expect(Object.keys(apiRoutes).sort()).toEqual(routes.sort())
})

describe("without a key that works", () => {
  test.each(routes)("%s", async (route) => {
    const refused = (key: string | null, code: string, headers = {}) =>
      expectRefused("without a key", () => send(route, key, { headers }), [401, code], `${route}: ${code}`)
    await refused(null, "key_missing")
    await refused(null, "key_missing", { cookie: manager.cookie, origin: "http://localhost:8787" })
    await refused("shige", "key_unknown")
    await refused(`shige_abcdefgh_${"x".repeat(43)}`, "key_unknown")
    const expired = await keyOf(rightful(route), { expiresAt: "2026-10-01T00:00:00.000Z" })
    await refused(expired.key, "key_expired")
    const revoked = await keyOf(rightful(route))
    await door.cell.rows("update api_keys set revoked_at = '2026-10-01' where id = ?", [revoked.keyId])
    await refused(revoked.key, "key_revoked")
    const removed = await keyOf(rightful(route))
    await door.cell.rows("update members set ended_at = '2026-10-01' where id = ?", [removed.memberId])
    await refused(removed.key, "key_suspended")
    await door.cell.rows("update members set ended_at = null where id = ?", [removed.memberId])
  })
})

describe("another cell", () => {
  test.each(routes)("%s", async (route) => {
    const { key } = await keyOf(rightful(route))
    const there = () => send(route, key, { site: neighbour.origin })
    await expectRefused("of another cell", there, [401, "key_unknown"], `${route} there`)
  })
})

describe("every holder on every route", () => {
  test.each(routes)("%s", async (route) => {
    const may = apiRoutes[route]?.holders ?? []
    for (const [holder, key] of keys) {
      if (!may.includes(holder)) {
        await expectRefused(
          "of another role",
          () => send(route, key),
          [403, "forbidden"],
          `${route}: ${holder}`,
        )
        continue
      }
      // Whoever may comes through: to an answer, or to what is wrong with a body that no schema takes.
      const [organisation] = heads[holder]
      const answer = await send(route, key, { slug: fresh, organisation, body: { nothing: "of this name" } })
      const usual = isRead(route) ? [200, 404] : route.startsWith("DELETE") ? [409, 412] : [422]
      const status = apiRoutes[route]?.through ?? usual
      expect(status, `${route}: ${holder}`).toContain(answer.status)
      // A rule may still refuse it (another's nomination), the permission must not.
      if (answer.status === 403)
        expect(await answer.json(), `${route}: ${holder}`).not.toMatchObject({ code: "forbidden" })
    }
  })

  test.each(routes)("without its scope: %s", async (route) => {
    for (const scope of apiRoutes[route]?.scopes ?? [])
      for (const holder of apiRoutes[route]?.holders ?? []) {
        const scopes = allScopes.filter((one) => ![scope].flat().includes(one))
        const { key } = await keyOf(heads[holder], { scopes })
        const who = `${route}: ${holder} without ${scope}`
        await expectRefused("without the scope", () => send(route, key), [403, "forbidden"], who)
      }
  })
})

describe("a version that nobody has seen", () => {
  // A key has so many requests a minute, which those above have nearly used up.
  beforeAll(() => {
    door.now = new Date(door.now.getTime() + 60_000)
  })
  const versioned = Object.entries(apiDocument(texts.zh).paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters: all = [] }]) =>
      all.some((one) => "$ref" in one && one.$ref.endsWith("/IfMatch"))
        ? [`${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`]
        : [],
    ),
  )

  test.each(versioned)("`*` is refused, and so is none: %s", async (route) => {
    const [organisation] = rightful(route)
    const key = keys.get(apiRoutes[route]?.holders[0] ?? "company") ?? ""
    for (const [seen, expected] of [
      ["*", [400, "if_match_any"]],
      ["", [428, "if_match_missing"]],
    ] as const) {
      const answer = () => send(route, key, { organisation, headers: { "if-match": seen } })
      await expectRefused("of no version", answer, [...expected], `${route}: ${seen}`)
    }
  })

  test("is asked for by twenty-two operations", () => expect(versioned).toHaveLength(22))
})

describe("another tenant", () => {
  test.each(routes.filter((route) => route.includes(":slug")))("%s", async (route) => {
    let asked = 0
    for (const holder of apiRoutes[route]?.holders ?? []) {
      const stranger = strangers[holder]
      if (!stranger) continue
      const { key } = await keyOf(stranger)
      for (const slug of [filed, fresh, "no-such-estate"]) {
        const who = `${route}: another ${holder}, ${slug}`
        await expectRefused("of another tenant", () => send(route, key, { slug }), [404, "not_found"], who)
      }
      asked += 1
    }
    expect(asked).toBeGreaterThanOrEqual(1)
  })

  const ofOrganisations = routes.filter((route) => /:(memberId|invitationId|exportId)/.test(route))
  test.each(ofOrganisations)("%s", async (route) => {
    for (const holder of apiRoutes[route]?.holders ?? []) {
      const { key } = await keyOf(heads[holder])
      for (const organisation of own.keys()) {
        if (organisation === heads[holder][0]) continue
        const who = `${route}: ${holder} at ${organisation}`
        const answer = () => send(route, key, { organisation })
        await expectRefused("of another tenant", answer, [404, "not_found"], who)
      }
    }
  })

  const ofOthers = Object.keys(selectionRoutes).filter((route) => {
    const desk = route.includes(":programme/") || route.includes(":nominationId")
    return desk && routes.includes(route)
  })
  test.each(ofOthers)("%s", async (route) => {
    let asked = 0
    for (const holder of apiRoutes[route]?.holders ?? []) {
      const stranger = strangers[holder]
      if (!stranger) continue
      const { key } = await keyOf(stranger)
      const who = `${route}: another ${holder}`
      await expectRefused("of another tenant", () => send(route, key), [404, "not_found"], who)
      asked += 1
    }
    expect(asked).toBeGreaterThanOrEqual(1)
  })
})
