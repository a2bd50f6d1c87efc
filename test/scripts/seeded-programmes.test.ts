import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runSeededProgrammes } from "../../scripts/start/programmes/run.ts"
import { verify } from "../../scripts/verify.ts"
import { paths } from "../../web/paths.ts"
import { filesUnder } from "../support/cell.ts"
import { type FrontDoor, openFrontDoor, secret } from "../support/front-door.ts"
import { publicArchiveOf } from "../support/public-archive.ts"

let door: FrontDoor
beforeAll(async () => {
  door = await openFrontDoor({ now: new Date("2026-11-26T02:00:00Z"), released: 7 })
  const { url, bucket } = door.cell
  await runSeededProgrammes(url, { bucket, secret, now: door.now, progress: () => {} })
})
afterAll(() => door.close())

const folder = await mkdtemp(join(tmpdir(), "shige-archives-"))
afterAll(() => rm(folder, { recursive: true, force: true }))

const rows = (sql: string) => door.cell.rows(sql)

test("one programme is archived with awards, one is in review", async () => {
  expect(await rows("select phase from programmes order by created_at")).toEqual([
    { phase: "archived" },
    { phase: "review" },
  ])
  const [awards] = await rows("select count(*) n, count(revoked_at) revoked from awards")
  expect(awards).toEqual({ n: 6, revoked: 1 })
  const [review] = await rows(
    "select sum(state = 'submitted') submitted, sum(state = 'draft') drafted from reviews r join assignments a on a.id = r.assignment_id join programmes p on p.id = a.programme_id where p.phase = 'review'",
  )
  expect(Number(review?.["submitted"])).toBeGreaterThan(5)
  expect(Number(review?.["drafted"])).toBeGreaterThan(0)
})

test("each public archive derives the outcome again, and is read as it was published", async () => {
  const files = await filesUnder(door.cell, "cells/510100/programmes/")
  const archives = await rows(
    "select p.slug, a.number, a.hash from programme_archives a join programmes p on p.id = a.programme_id order by 2",
  )
  expect(archives.map(({ number }) => number)).toEqual([1, 2])
  const nobody = await door.as(null)
  for (const { slug, number, hash } of archives) {
    const answer = await nobody.get(paths.publicArchive(String(slug), Number(number)))
    const file = join(folder, `${number}.json`)
    await writeFile(file, Buffer.from(await answer.arrayBuffer()))
    const { lines, status } = await verify({ file, address: null, hash: String(hash), seconds: 60 })
    expect(status, lines.join("\n")).toBe(0)
  }
  const [first = "", text = ""] = [...files.values()].sort((a, b) => a.length - b.length)
  expect([files.size, first.includes("摘牌"), text.includes("摘牌")]).toEqual([2, false, true])
  const { nominations, conflicts } = publicArchiveOf(text)
  const released = (await rows("select manifest_hash as hash from releases")).map(({ hash }) => hash)
  const named = nominations.flatMap(({ figures: { basis, quarters } }) => [basis, ...quarters])
  const unreleased = named.filter(
    ({ manifestHash }) => manifestHash !== null && !released.includes(manifestHash),
  )
  expect([named.length > 50, unreleased, Object.keys(conflicts[0] ?? {})]).toEqual([
    true,
    [],
    ["judge", "nomination", "foundAt"],
  ])
  // Nobody who judged or objected stands in it.
  const people = await rows("select name, email from users")
  for (const { name, email } of people) {
    expect(text).not.toContain(String(email))
    if (String(name).startsWith("演示")) expect(text).not.toContain(String(name))
  }
})

test("nothing of it waits to be sent, and every act left its event", async () => {
  expect(await rows("select count(*) n from mails where state = 'queued'")).toEqual([{ n: 0 }])
  const events = await rows(
    "select distinct action from audit_events where action like 'award.%' or action like 'shortlist.%'",
  )
  expect(events.length).toBeGreaterThanOrEqual(3)
})
