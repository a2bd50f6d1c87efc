import { describe, expect, test } from "vitest"
import { texts } from "../../../web/text/text.ts"
import { createApp } from "../../../worker/app.ts"
import type { MemberActor } from "../../../worker/domain/actor.ts"
import { scopes } from "../../../worker/domain/key-scope.ts"
import { may, permissions } from "../../../worker/domain/permissions.ts"
import { apiDocument } from "../../../worker/http/api/document.ts"
import { actsOf } from "../../../worker/http/middleware/session.ts"
import { apiRoutes, type Holder } from "../../support/denials/api.ts"
import { allowed } from "../../support/denials/parts.ts"
import { pageWrites as otherWrites } from "../../support/page-writes.ts"

/** Whose pages are looked at: organisers decide in programmes as people, see reference-selection.ts. */
const kinds = ["company", "community", "street", "district", "city", "platform"] as const
const heads = ["manager", "approver", "operator"]

const routes = createApp(() => {
  throw new Error("no request is made")
}).routes
const named = [...new Set(routes.map(({ method, path }) => `${method} ${path}`))]
const peopleOf = (route: string) => {
  const who = allowed[route]
  return Array.isArray(who) ? (who as readonly string[]) : []
}
const kindOf = (person: string) => person.split(" ")[0] ?? ""
const isOurs = (person: string) => (kinds as readonly string[]).includes(kindOf(person))
const writes = named.filter((route) => !route.startsWith("GET ") && peopleOf(route).some(isOurs))

/** The route of an operation, as the tables of denials name it. */
const routeOf = new Map(
  Object.entries(apiDocument(texts.zh).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => {
      const pattern = path.replace(/\{(\w+)\}/g, ":$1")
      return [operationId, `${method.toUpperCase()} ${pattern}`] as const
    }),
  ),
)

/** The acts that a route performs, by name: what it is guarded with. */
const actsAt = (route: string) =>
  routes
    .filter(({ method, path }) => `${method} ${path}` === route)
    .flatMap(({ handler }) => actsOf(handler).map(({ name }) => name))

/** What programs do by the same acts as the forms, and what is told of the others. */
const pageWrites = { ...otherWrites }
for (const route of writes) {
  const names = actsAt(route)
  const same = [...routeOf].filter(([, by]) => actsAt(by).some((name) => names.includes(name)))
  const told = otherWrites[route] ?? []
  if (same.length > 0 && typeof told !== "string") pageWrites[route] = [...told, ...same.map(([id]) => id)]
}

test("every form of a company, an authority or the operator has its operation, or is a person's act by its reason", () => {
  expect(writes.filter((route) => pageWrites[route] === undefined)).toEqual([])
  expect(Object.keys(pageWrites).filter((route) => !writes.includes(route))).toEqual([])
  expect(writes.length).toBeGreaterThan(55)
})

test("what an act does on a page it does for programs by the same act", () => {
  expect(pageWrites["POST /filing/:quarter/:slug/draft"]).toEqual(["saveDraft", "changeDraft"])
  expect(pageWrites["POST /filing/:quarter/:slug/check"]).toEqual(["checkDraft", "saveDraft", "changeDraft"])
  expect(pageWrites["POST /verification/:quarter/:slug/verification"]).toEqual(["verify"])
})

describe("who may do it on the page may do it by key, where one may hold keys", () => {
  const done = Object.entries(pageWrites).filter(([, by]) => typeof by !== "string")
  test.each(done)("%s", (route, operations) => {
    const holders = peopleOf(route).filter((one) => isOurs(one) && heads.includes(one.split(" ")[1] ?? ""))
    expect(holders.length).toBeGreaterThan(0)
    for (const operation of operations) {
      const known = apiRoutes[routeOf.get(operation) ?? ""]
      expect(known, `${operation} is no operation behind a key`).toBeDefined()
      const missing = holders.filter((one) => !known?.holders.includes(kindOf(one) as Holder))
      expect(missing, operation).toEqual([])
    }
  })
})

describe("a person's act", () => {
  const manager: MemberActor = {
    ...{ kind: "member", userId: "u", memberId: "m", name: "n", role: "manager", level: null },
    ...{ limited: false, sessionId: null, secondFactor: "passed", memberships: 1, unread: 0 },
    organisation: {
      id: "o",
      kind: "company",
      name: "o",
      placeCode: null,
      factorRoles: [],
      deletionRequestedAt: null,
    },
    key: { id: "k", scopes: [...scopes] },
  }
  test("is none of any key, whatever scopes it was given", () => {
    for (const permission of ["key.manage", "organisation.delete", "organisation.register"] as const)
      expect(permissions[permission].scope, permission).toBeNull()
    expect(may({ ...manager, key: null }, "key.manage")).toBe(true)
    expect(may(manager, "key.manage")).toBe(false)
    expect(may(manager, "organisation.delete")).toBe(false)
    const operator = { ...manager, role: "operator" as const }
    operator.organisation = { ...manager.organisation, kind: "platform" }
    expect(may({ ...operator, key: null }, "organisation.register")).toBe(true)
    expect(may(operator, "organisation.register")).toBe(false)
  })

  test("stands at no address of the API, and the reference says whose it is", () => {
    const addresses = [...routeOf.values()].map((route) => route.split(" ")[1] ?? "")
    expect(addresses.length).toBeGreaterThan(70)
    const personal = /^\/api\/v1\/(keys|account|organisations?|sign-in)(\/|$)/
    expect(addresses.filter((path) => personal.test(path))).toEqual([])
    expect(texts.zh.programs.reference.lead).toContain("密钥的新建、轮换和作废；机构注销")
    expect(texts.en.programs.reference.lead).toContain(
      "make, rotate and revoke keys; ask for an organisation’s deletion",
    )
  })
})
