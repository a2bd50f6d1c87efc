import { evidence } from "../../../schema/tables/evidence.ts"
import { jpegFile } from "../../../scripts/bench/files/attachment-files.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import type { FrontDoor } from "../front-door.ts"
import { type DenialPart, everybody, groups } from "./part.ts"

const { companies, company, deciders, parts: typing, authorities } = groups
/** All authorities but communities, below which there is none. */
const overseers = authorities.filter((name) => !name.startsWith("community"))

const extenders = ["district approver", "district verifier", "city approver", "city verifier"]

/** A file of an organisation's, of an estate for which nothing has been filed in the open quarter. */
async function addEvidence(door: FrontDoor, organisationId: string): Promise<string> {
  const id = `evidence-${organisationId}`
  const bytes = jpegFile()
  await door.cell.bucket.put(`cells/510100/attachments/${id}`, bytes)
  const [estate] = await door.cell.rows(
    `select id from estates where place_code = '510104018004' and id not in
      (select estate_id from submissions where quarter = ?) order by id limit 1`,
    [door.openQuarter],
  )
  const row = {
    ...{
      id,
      estateId: String(estate?.["id"]),
      quarter: door.openQuarter,
      indicator: "ENV-01",
      organisationId,
    },
    ...{ provider: "company" as const, filing: 1, file: id, name: "照片.jpg", type: "image/jpeg" as const },
    ...{ bytes: bytes.length, hash: id, receivedHash: id, memberId: "m", addedAt: door.now.toISOString() },
  }
  await door.cell.client.batch([insertRows(evidence, [row])], "write")
  return id
}

/** The public pages, signing in, and the desks of a quarter. */
export const core: DenialPart = {
  // "/" has the limit of searches in front of it.
  middleware: [
    "/board/*",
    "/oversight/*",
    "/",
    "/compare",
    "/suggestions",
    "/desk",
    "/verification/:quarter/:slug/extension/*",
    "/verification/:quarter/:slug/exemption/*",
    "/books/*",
    "/filing/*",
    "/evidence/*",
    "/verification/*",
    "/quarters/*",
  ],
  parameters: async ({ cell }) => {
    const { bucket } = cell
    const [row] = await cell.rows("select id from releases order by period desc limit 1")
    const correction = "11111111-1111-4111-8111-111111111111"
    await cell.rows(
      `insert into corrections (id, quarter, estate_id, release_id, reason, opened_by, opened_at, taken_back_at)
       select ?, r.period, s.estate_id, r.id, '户数填错了，按台账更正。', 'x', r.requested_at, r.requested_at
       from releases r join scorecards s on s.release_id = r.id and s.position = 0 where r.id = ?`,
      [correction, String(row?.["id"])],
    )
    const name = "n".repeat(43)
    await bucket.put(`cells/510100/attachments/public-${name}`, jpegFile())
    return { correctionId: correction, number: "1", indicator: "ENV-01", name }
  },
  own: async (door, organisationId) => ({ evidenceId: await addEvidence(door, organisationId) }),
  async routes({ cell }) {
    // An estate of the first company that it has sent.
    const [row] = await cell.rows(
      `select e.slug, s.quarter from receipts r join submissions s on s.id = r.submission_id
       join estates e on e.id = s.estate_id where r.organisation_id = 'company-1' order by r.sent_at desc, r.id limit 1`,
    )
    const [named] = await cell.rows(
      `select o.name from tenures t join organisations o on o.id = t.organisation_id
       join estates e on e.id = t.estate_id where o.kind = 'company' and e.origin <> 'press' order by t.id limit 1`,
    )
    const sent = { slug: String(row?.["slug"]), quarter: String(row?.["quarter"]) }
    return {
      "GET /districts/:code": { code: "510104" },
      "GET /districts/:code/report": { code: "510104" },
      "GET /indicators/:code": { code: "ENV-01" },
      "GET /indicators/:code/values.csv": { code: "ENV-01" },
      "GET /streets/:code": { code: "510104018" },
      "GET /companies/:name": { name: String(named?.["name"]) },
      "GET /filing/:quarter/:slug/receipt": sent,
      "GET /filing/:quarter/:slug/receipt.json": sent,
      "GET /api/v1/releases/:period/:number/:file": { file: "values.csv" },
    }
  },
  allowed: {
    "GET /": "public",
    "GET /ranking": "public",
    "GET /ranking/bulletin.docx": "public",
    "GET /ranking/bulletin.xlsx": "public",
    "GET /estates/:slug": "public",
    "GET /estates/:slug/report": "public",
    "GET /districts/:code/report": "public",
    "GET /compare": "public",
    "GET /suggestions": "public",
    "GET /districts/:code": "public",
    "GET /streets/:code": "public",
    "GET /indicators": "public",
    "GET /data": "public",
    "GET /releases.atom": "public",
    "GET /sitemap.xml": "public",
    "GET /robots.txt": "public",
    "GET /indicators/:code": "public",
    "GET /indicators/:code/values.csv": "public",
    "GET /companies/:name": "public",
    "GET /methodology/:code": "public",
    "GET /api/v1/releases": "public",
    "GET /api/v1/releases/:file": "public",
    "GET /api/v1/releases/:period/values.csv": "public",
    "GET /api/v1/releases/:period/:number": "public",
    "GET /api/v1/releases/:period/:number/:file": "public",
    "GET /api/v1/editions/:id": "public",
    "GET /sign-in": "public",
    "POST /sign-in": "public",
    "POST /sign-out": "public",
    "GET /desk": everybody,
    "GET /filing": [...company, ...typing],
    "GET /filing/list.csv": [...company, ...typing],
    "GET /filing/trend": company,
    "GET /filing/trend.csv": company,
    "GET /burden": [...company, ...authorities],
    "GET /burden/list.csv": [...company, ...authorities],
    "GET /books/:quarter": [...company, ...typing],
    "GET /books/:quarter/template.csv": [...company, ...typing],
    "GET /books/:quarter/template.xlsx": [...company, ...typing],
    "GET /books/:quarter/sending": companies,
    "POST /books/:quarter/sending": companies,
    "POST /books/:quarter": [...companies, ...typing],
    "POST /books/:quarter/confirmation": [...companies, ...typing],
    "POST /books/:quarter/marked": [...companies, ...typing],
    "GET /filing/:quarter/:slug": [...company, ...typing],
    "POST /filing/:quarter/:slug/draft": [...companies, ...typing],
    "POST /filing/:quarter/:slug/check": companies,
    "GET /filing/:quarter/:slug/check": companies,
    "POST /filing/:quarter/:slug/sign-off": companies,
    "GET /filing/:quarter/:slug/receipt": company,
    "GET /filing/:quarter/:slug/receipt.json": company,
    "GET /filing/:quarter/:slug/score": company,
    "GET /verify-receipt": "public",
    "POST /verify-receipt": "public",
    "POST /filing/:quarter/:slug/asking": companies,
    "GET /evidence/:quarter/:slug/:indicator": [...company, ...authorities],
    "POST /evidence/:quarter/:slug/:indicator": [...companies, ...typing],
    "GET /evidence/:quarter/:slug/:indicator/:evidenceId": [...company, ...authorities],
    "POST /evidence/:quarter/:slug/:indicator/:evidenceId/description": [...companies, ...typing],
    "POST /evidence/:quarter/:slug/:indicator/:evidenceId/showing": deciders,
    "POST /evidence/:quarter/:slug/:indicator/:evidenceId/hiding": deciders,
    "GET /pictures/:name": "public",
    "POST /evidence/:quarter/:slug/:indicator/:evidenceId/removal": [...companies, ...typing],
    "POST /filing/:quarter/:slug/withdrawal": companies,
    "GET /verification": authorities,
    "GET /verification/list.csv": authorities,
    "GET /oversight": overseers,
    "GET /oversight/list.csv": overseers,
    "GET /board": authorities,
    "GET /board/parts.csv": authorities,
    "GET /board/estates": authorities,
    "GET /board/list.csv": authorities,
    "GET /verification/:quarter/:slug": authorities,
    "GET /verifying/:quarter": deciders,
    "POST /verifying/:quarter": deciders,
    "POST /verification/:quarter/:slug/findings": deciders,
    "POST /verification/:quarter/:slug/preview": deciders,
    "POST /verification/:quarter/:slug/verification": deciders,
    "POST /verification/:quarter/:slug/taking-back": deciders,
    "POST /verification/:quarter/:slug/return": deciders,
    "GET /verification/:quarter/:slug/extension": extenders,
    "POST /verification/:quarter/:slug/extension": extenders,
    "POST /verification/:quarter/:slug/extension/end": extenders,
    "GET /verification/:quarter/:slug/exemption": extenders,
    "POST /verification/:quarter/:slug/exemption": extenders,
    "POST /verification/:quarter/:slug/exemption/end": extenders,
    "GET /quarters": authorities,
    "POST /quarters": ["city approver"],
    "GET /quarters/:quarter": authorities,
    "POST /quarters/:quarter/closing": ["district approver"],
    "POST /quarters/:quarter/reopening": ["district approver", "city approver"],
    "POST /quarters/:quarter/deadline": ["city approver"],
    "POST /quarters/:quarter/window": ["city approver"],
    "POST /quarters/:quarter/preliminary": ["city approver"],
    "GET /preliminary/:quarter": [...authorities, ...company],
    "POST /quarters/:quarter/removal": ["city approver"],
    "POST /quarters/:quarter/release": ["city approver"],
    "POST /quarters/:quarter/corrections": ["city approver"],
    "POST /quarters/:quarter/corrections/:correctionId/withdrawal": ["city approver"],
  },
}
