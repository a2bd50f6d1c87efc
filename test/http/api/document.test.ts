import { describe, expect, test } from "vitest"
import type { ApiDocument } from "../../../web/pages/programs/api-document.ts"
import { exampleOf } from "../../../web/pages/programs/schema-words.tsx"
import { texts } from "../../../web/text/text.ts"
import { createApp } from "../../../worker/app.ts"
import { apiDocument } from "../../../worker/http/api/document.ts"
import { allowed } from "../../support/denials/parts.ts"
import { misfits } from "../../support/json-schema.ts"
import { publicApp } from "../../support/public-app.ts"

const document = apiDocument(texts.zh)
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

/** Every object anywhere in the document, with where it stands. */
function everything(value: unknown, at = "#"): [string, Record<string, unknown>][] {
  if (typeof value !== "object" || value === null) return []
  const inner = Object.entries(value).flatMap(([name, one]) => everything(one, `${at}/${name}`))
  return Array.isArray(value) ? inner : [[at, value as Record<string, unknown>], ...inner]
}

function at(root: ApiDocument, pointer: string): unknown {
  return pointer
    .slice(2)
    .split("/")
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], root)
}

describe("the document", () => {
  test("has the shape of OpenAPI 3.1", () => {
    expect(document.openapi).toBe("3.1.0")
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = document.tags.map(({ name }) => name)
    for (const { path, method, operation } of operations) {
      const where = `${method} ${path}`
      expect(["get", "post", "put", "patch", "delete"], where).toContain(method)
      for (const tag of operation.tags) expect(tags, where).toContain(tag)
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith("2")),
        where,
      ).toBe(true)
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(status, where).toMatch(/^(default|[2-5]\d\d)$/)
        expect(answer.description, where).toBeTruthy()
        for (const content of Object.values(answer.content ?? {})) expect(content.schema, where).toBeDefined()
      }
      const named = (operation.parameters ?? []).flatMap((one) => ("name" in one ? [one] : []))
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
      expect(
        named
          .filter((one) => one.in === "path")
          .map(({ name }) => name)
          .sort(),
        where,
      ).toEqual(inPath)
      for (const one of named) expect(one.in === "path" ? one.required : true, where).toBe(true)
      const places = named.map((one) => `${one.in} ${one.name}`)
      expect(new Set(places).size, where).toBe(places.length)
      if (method === "get" || method === "delete") expect(operation.requestBody, where).toBeUndefined()
      for (const scheme of operation.security ?? []) expect(Object.keys(scheme), where).toEqual(["key"])
    }
    expect(document.components.securitySchemes["key"]).toEqual({ type: "http", scheme: "bearer" })
  })

  test("leads nowhere that is not there, and every schema is one", () => {
    const types = ["string", "number", "integer", "boolean", "object", "array", "null"]
    let references = 0
    for (const [where, value] of everything(document)) {
      if (typeof value["$ref"] === "string") {
        references += 1
        expect(at(document, value["$ref"]), `${where} → ${value["$ref"]}`).toBeDefined()
      }
      if (/\/(schema|items|schemas\/\w+|properties\/[^/]+)$/.test(where) && value["type"] !== undefined)
        for (const type of [value["type"]].flat()) expect(types, where).toContain(type)
      for (const name of Array.isArray(value["required"]) ? value["required"] : [])
        expect(Object.keys((value["properties"] ?? {}) as object), where).toContain(name)
    }
    expect(references).toBeGreaterThan(100)
  })

  test("holds every route of the API, and no other", () => {
    const routes = createApp(() => {
      throw new Error("no request is made")
    }).routes
    const own = routes.filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/v1/"))
    const known = own
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !route.endsWith("/openapi.json"))
      .flatMap((route) =>
        route.endsWith("/releases/:file")
          ? ["GET /api/v1/releases/{period}", "GET /api/v1/releases/{period}.csv"]
          : route.replace(/:(\w+)/g, "{$1}"),
      )
    const told = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(told.sort()).toEqual([...new Set(known)].sort())
    for (const { path, method, operation } of operations) {
      const route = `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`
      const behindKey = allowed[route] === "key"
      expect((operation.security ?? []).length > 0, route).toBe(behindKey)
      const headers = (operation.parameters ?? []).flatMap((one) => ("$ref" in one ? [one.$ref] : []))
      expect(headers.includes("#/components/parameters/IdempotencyKey"), route).toBe(
        method === "post" || method === "patch",
      )
    }
  })
})

describe.each(["zh", "en"] as const)("the words of the document (%s)", (language) => {
  const told = apiDocument(texts[language])
  const { reference, problems } = texts[language].programs
  const ids = operations.map(({ operation }) => operation.operationId)

  test("name every operation, and none that is gone", () => {
    expect(Object.keys(reference.operations).sort()).toEqual([...ids].sort())
    for (const methods of Object.values(told.paths))
      for (const operation of Object.values(methods)) {
        expect(operation.summary, operation.operationId).not.toBe(operation.operationId)
        expect(operation.description, operation.operationId).toBeTruthy()
        for (const code of operation["x-problems"] ?? []) expect(problems[code], code).toBeDefined()
      }
  })

  test("are of fields and parameters that exist", () => {
    const used = new Set(
      everything(told).flatMap(([, value]) =>
        typeof value["description"] === "string" ? [value["description"]] : [],
      ),
    )
    const unused = Object.entries(reference.fields).filter(([, words]) => !used.has(words))
    expect(unused).toEqual([])
    const parameters = Object.values(told.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ parameters: all = [] }) =>
        all.flatMap((one) => ("name" in one && !one.description ? [one.name] : [])),
      ),
    )
    expect(parameters).toEqual([])
  })
})

describe("its public pages", () => {
  const app = publicApp()
  test("the document is JSON, the same again for who has it", async () => {
    const answer = await app.get("/api/v1/openapi.json")
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/)
    expect(await answer.json()).toEqual(JSON.parse(JSON.stringify(document)))
    const etag = answer.headers.get("etag") ?? ""
    expect((await app.get("/api/v1/openapi.json", { "if-none-match": etag })).status).toBe(304)
    const english = (await (await app.get("/api/v1/openapi.json?language=en")).json()) as ApiDocument
    expect(english.info.description).toBe(texts.en.programs.reference.lead)
  })

  test("the reference shows every operation with an example on its own host, and links to each of its codes", async () => {
    const start = await app.page("/api/reference")
    for (const tag of Object.keys(texts.zh.programs.reference.tags)) {
      expect(start).toContain(`href="/api/reference/${tag}"`)
      const page = await app.page(`/api/reference/${tag}`)
      for (const { operation } of operations.filter((one) => one.operation.tags.includes(tag))) {
        expect(page).toContain(`id="${operation.operationId}"`)
        expect(start).toContain(`href="/api/reference/${tag}#${operation.operationId}"`)
        for (const code of operation["x-problems"] ?? []) expect(page).toContain(`href="/problems/${code}"`)
      }
      expect(/curl (-X [A-Z]+ )?http:\/\/localhost\/api\/v1\//.test(page), tag).toBe(true)
      expect(/undefined|\[object|NaN/.exec(page)?.[0], tag).toBeUndefined()
      for (const [, id = ""] of page.matchAll(/href="#([\w-]+)"/g)) expect(page, id).toContain(`id="${id}"`)
    }
    expect((await app.get("/api/reference/nowhere")).status).toBe(404)
  })

  test("every code has a page that says what, why and how to mend it", async () => {
    const list = await app.page("/problems")
    for (const [code, { title, why, mend }] of Object.entries(texts.zh.programs.problems)) {
      expect(list).toContain(`href="/problems/${code}"`)
      const page = await app.page(`/problems/${code}`)
      for (const words of [code, title, why, mend])
        expect(page, code).toContain(words.replaceAll("&", "&amp;"))
    }
    expect((await app.get("/problems/nowhere")).status).toBe(404)
    expect((await app.get("/problems/__proto__")).status).toBe(404)
  })
})

test("a body is strict, and its example fits it", () => {
  let bodies = 0
  for (const { operation } of operations) {
    const schema = operation.requestBody?.content["application/json"]?.schema
    if (!schema) continue
    bodies += 1
    const named = document.components.schemas[schema.$ref?.split("/").at(-1) ?? ""] ?? schema
    expect(named.additionalProperties, operation.operationId).toBe(false)
    expect(misfits(schema, exampleOf(document, schema)), operation.operationId).toEqual([])
    expect(misfits(schema, { nothing: "of this name" }), operation.operationId).not.toEqual([])
  }
  expect(bodies).toBeGreaterThan(15)
})
