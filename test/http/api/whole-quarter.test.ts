import { randomUUID } from "node:crypto"
import { createClient } from "@libsql/client/http"
import { expect, test } from "vitest"
import { demonstrationCommunity } from "../../../schema/seed/demonstration/sites.ts"
import { findPlaces } from "../../../scripts/bench/places.ts"
import { storeKey } from "../../../scripts/bench/stored-key.ts"
import type { Role } from "../../../worker/domain/actor.ts"
import { useTestApp } from "../../support/app-server.ts"
import { declaredAnswer } from "../../support/declared-answers.ts"
import { marksIn } from "../../support/marks.ts"

const app = useTestApp()
const street = demonstrationCommunity.slice(0, 9)
const district = demonstrationCommunity.slice(0, 6)

const holders: Record<string, [organisation: string, role: Role]> = {
  company: ["company-1", "manager"],
  community: [`place-${demonstrationCommunity}`, "approver"],
  street: [`place-${street}`, "approver"],
  district: [`place-${district}`, "approver"],
  city: ["place-510100", "approver"],
}

interface Told {
  status: number
  etag: string
  body: Record<string, unknown> & { part?: { submittable?: boolean }; code?: string }
}

async function openPrograms() {
  const client = createClient({ url: app().libsqlUrl })
  const keys = new Map<string, string>()
  for (const [who, [organisation, role]] of Object.entries(holders))
    keys.set(who, (await storeKey(client, organisation, { role })).key)
  client.close()
  return async (
    who: string,
    method: string,
    path: string,
    sent: { body?: unknown; ifMatch?: string } = {},
  ): Promise<Told> => {
    const url = new URL(`/api/v1${path}`, app().url)
    const given = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${keys.get(who)}`,
        ...(method === "GET" ? {} : { "content-type": "application/json" }),
        ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
        ...(sent.ifMatch ? { "if-match": sent.ifMatch } : {}),
      },
      body: method === "GET" ? undefined : JSON.stringify(sent.body ?? {}),
    })
    const answer = await declaredAnswer(method, url, given)
    const body = (await answer.json()) as Told["body"]
    return { status: answer.status, etag: answer.headers.get("etag") ?? "", body }
  }
}

/** Asks until the release has ended, half a minute at most. */
async function untilReleased(ask: () => Promise<Told>): Promise<Told["body"]> {
  for (let tries = 0; tries < 60; tries++) {
    const { body } = await ask()
    if (body["state"] === "final") return body
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error("the release did not end")
}

test("a quarter is filed, verified by street and district, closed and released by API alone", async () => {
  const places = await findPlaces(app().libsqlUrl)
  const program = await openPrograms()
  const path = `/submissions/${places.open}/${places.slug}`
  const valuesOf = (provider: string) =>
    Object.fromEntries(
      (places.fields[provider] ?? []).flatMap(([name, value]) =>
        name.startsWith("v:") ? [[name.slice(2), value]] : [],
      ),
    )
  const version = async (who: string) => (await program(who, "GET", path)).etag

  const due = await program("company", "GET", `/submissions?quarter=${places.open}&state=none&limit=200`)
  expect(JSON.stringify(due.body)).toContain(`"${places.slug}"`)
  const keys = await program("company", "GET", `${path}/keys`)
  expect(keys.status).toBe(200)

  const first = await program("company", "GET", path)
  expect([first.status, first.body["state"]]).toEqual([200, null])
  const draft = { values: valuesOf("company") }
  const saved = await program("company", "PUT", `${path}/draft`, { body: draft, ifMatch: first.etag })
  expect([saved.status, saved.body["revision"]]).toEqual([200, 1])
  const community = { values: valuesOf("community") }
  const places2 = await program("community", "PUT", `${path}/draft`, {
    body: community,
    ifMatch: await version("community"),
  })
  expect(places2.status).toBe(200)

  const check = await program("company", "POST", `${path}/check`)
  expect(check.status).toBe(200)
  const soft = check.body["soft"] as { field: string }[]
  const reasons = Object.fromEntries(soft.map(({ field }) => [field, "与台账一致。"]))
  const submitted = await program("company", "POST", `${path}/sign-off`, {
    body: { reasons },
    ifMatch: saved.etag,
  })
  expect([submitted.status, submitted.body["state"]]).toEqual([200, "submitted"])

  const seen = await program("street", "GET", path)
  const decisions = {
    households: { decision: "adjusted", checkedValue: 1, reasonClass: "records", reason: "以台账为准。" },
  }
  const broken = await program("street", "PUT", `${path}/findings`, {
    body: { decisions },
    ifMatch: seen.etag,
  })
  expect([broken.status, (broken.body["faults"] as { pointer: string }[])[0]?.pointer]).toEqual([
    422,
    "/decisions/households/checkedValue",
  ])
  decisions.households.checkedValue = Number(valuesOf("company")["households"]) + 1
  const kept = await program("street", "PUT", `${path}/findings`, { body: { decisions }, ifMatch: seen.etag })
  expect(kept.status).toBe(200)
  const unsettled = await program("street", "POST", `${path}/verification`, { ifMatch: kept.etag })
  expect([unsettled.status, unsettled.body["code"]]).toEqual([409, "marks_open"])
  const passed = await program("street", "POST", `${path}/verification`, {
    body: { settled: marksIn(seen.body) },
    ifMatch: kept.etag,
  })
  expect([passed.status, passed.body["state"]]).toEqual([200, "street_verified"])
  const returned = await program("district", "POST", `${path}/return`, {
    body: { reason: "请核对户数。", decisions: {} },
    ifMatch: await version("district"),
  })
  expect([returned.status, returned.body["state"]]).toEqual([200, "returned"])

  const again = await program("company", "PUT", `${path}/draft`, {
    body: draft,
    ifMatch: await version("company"),
  })
  expect(again.status).toBe(200)
  // What comes back as it was needs an answer.
  const unanswered = await program("company", "POST", `${path}/sign-off`, {
    body: { reasons },
    ifMatch: again.etag,
  })
  expect([unanswered.status, unanswered.body["faults"]]).toMatchObject([
    422,
    [{ rule: "question_unanswered", field: "answer:1:households" }],
  ])
  const resubmitted = await program("company", "POST", `${path}/sign-off`, {
    body: { reasons: { ...reasons, "answer:1:households": "户数以台账为准。" } },
    ifMatch: again.etag,
  })
  expect(resubmitted.status).toBe(200)
  for (const [who, state] of [
    ["street", "street_verified"],
    ["district", "verified"],
  ] as const) {
    const shown = await program(who, "GET", path)
    const done = await program(who, "POST", `${path}/verification`, {
      body: { decisions: {}, settled: marksIn(shown.body) },
      ifMatch: shown.etag,
    })
    expect([done.status, done.body["state"]]).toEqual([200, state])
  }

  const unexplained = await program("district", "POST", `/quarters/${places.open}/closing`)
  expect([unexplained.status, unexplained.body.code]).toEqual([422, "explain"])
  const closed = await program("district", "POST", `/quarters/${places.open}/closing`, {
    body: { reason: "已全部核定。" },
  })
  expect(closed.status).toBe(200)
  const late = await program("company", "PUT", `${path}/draft`, {
    body: draft,
    ifMatch: await version("company"),
  })
  expect([late.status, late.body.code]).toEqual([409, "closed"])
  const unnamed = await program("city", "POST", `/quarters/${places.open}/release`)
  expect([unnamed.status, (unnamed.body["faults"] as { rule: string }[])[0]?.rule]).toEqual([
    422,
    "quarter_unnamed",
  ])
  const release = await program("city", "POST", `/quarters/${places.open}/release`, {
    body: { named: places.open },
  })
  expect(release.status).toBe(202)
  const done = await untilReleased(() => program("city", "GET", `/quarters/${places.open}/release`))
  expect(done["href"]).toBe(`/api/v1/releases/${places.open}`)
  expect((await program("city", "GET", `/quarters/${places.open}`)).body["publishedAt"]).toBeTruthy()
  const open = await (await fetch(new URL(String(done["href"]), app().url))).json()
  expect(open.estates.find((one: { slug: string }) => one.slug === places.slug)).toMatchObject({
    outcome: "scored",
  })
})
