import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { checkBlock } from "../../../worker/domain/audit/check-chain.ts"
import { FIRST_PREVIOUS, type StoredEvent, sealBlock } from "../../../worker/domain/audit/seal.ts"
import { digestText } from "../../../worker/gateways/digest.ts"

const event = (seq: number): StoredEvent => ({
  seq,
  id: `id-${seq}`,
  at: `2026-11-23T02:00:0${seq}.000Z`,
  actorKind: "member",
  actorUserId: "user-1",
  actorName: null,
  organisationId: "company-1",
  concernsId: null,
  requestId: null,
  action: "submission.submit",
  entity: "submission",
  entityId: "s",
  detail: '{"n":1}',
  before: '{"state":"draft"}',
  after: '{"state":"submitted"}',
})
const sha = (text: string) => createHash("sha256").update(text, "utf8").digest("hex")
const sealedAt = "2026-11-23T02:05:00.000Z"

test("anybody computes a block's hash as the format says, without our code", async () => {
  const seal = await sealBlock(digestText, null, [event(1), event(3)], sealedAt)
  const line = (seq: number) =>
    `{"action":"submission.submit","actorKind":"member","actorName":null,"actorUserId":"user-1",` +
    `"after":"{\\"state\\":\\"submitted\\"}","at":"2026-11-23T02:00:0${seq}.000Z",` +
    `"before":"{\\"state\\":\\"draft\\"}","concernsId":null,"detail":"{\\"n\\":1}","entity":"submission",` +
    `"entityId":"s","id":"id-${seq}","organisationId":"company-1","requestId":null,"seq":${seq}}`
  const content = sha(`${sha(line(1))}\n${sha(line(3))}`)
  const header =
    `{"contentHash":"${content}","events":2,"fromSeq":1,"lastAt":"2026-11-23T02:00:03.000Z","number":1,` +
    `"previousHash":"${"0".repeat(64)}","sealedAt":"${sealedAt}","toSeq":3,"version":1}`
  expect(seal).toEqual({
    number: 1,
    fromSeq: 1,
    toSeq: 3,
    events: 2,
    lastAt: "2026-11-23T02:00:03.000Z",
    contentHash: content,
    previousHash: FIRST_PREVIOUS,
    sealedAt,
    hash: sha(header),
    fingerprints: `${sha(line(1)).slice(0, 16)}${"-".repeat(16)}${sha(line(3)).slice(0, 16)}`,
    prunedAt: null,
  })
})

test("every member of an event counts, and what is put in between shows", async () => {
  const events = [event(1), event(3)]
  const seal = await sealBlock(digestText, null, events, sealedAt)
  const check = (now: StoredEvent[]) =>
    checkBlock(digestText, null, { seal, events: now }, Date.parse(sealedAt))
  expect(await check(events)).toEqual([])
  for (const name of Object.keys(event(1)).filter((key) => key !== "seq")) {
    const changed = { ...event(3), [name]: "other" }
    expect(await check([event(1), changed]), name).toMatchObject([{ kind: "events", changed: [3] }])
  }
  expect(await check([event(1), event(2), event(3)])).toMatchObject([{ kind: "events", added: [2] }])
  expect(await check([event(3)])).toMatchObject([{ kind: "events", missing: [1] }])
})
