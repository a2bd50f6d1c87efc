import { awards as awardTable } from "../../../schema/tables/awards.ts"
import { insertRows } from "../../../scripts/seeding/insert-rows.ts"
import { canonicalJson } from "../../../worker/domain/canonical.ts"
import { certificateOf } from "../../../worker/domain/selection/award-certificate.ts"
import { certificateNumber } from "../../../worker/domain/selection/certificate-number.ts"
import { fixtureFigures } from "../fixture-rules.ts"
import type { FrontDoor } from "../front-door.ts"
import { openCourseOf, type SelectionCourse } from "../selection-course.ts"
import type { DenialPart } from "./part.ts"

const organisers = ["organiser chair", "organiser secretary"]
const chairs = ["organiser chair"]

const allowed: DenialPart["allowed"] = {
  "GET /programmes/:programme/notice": "public",
  "GET /programmes/:programme/notice/:number": "public",
  "GET /programmes/:programme/objection": "public",
  "POST /programmes/:programme/objection": "public",
  "GET /objections/:receipt": "public",
  "GET /awards": "public",
  "GET /awards.csv": "public",
  "GET /api/v1/awards": "public",
  "GET /certificates/:number": "public",
  "GET /certificates/:number/sheet": "public",
  "GET /selection/:programme/shortlist": organisers,
  "POST /selection/:programme/shortlist": organisers,
  "GET /selection/:programme/notice": organisers,
  "POST /selection/:programme/notice": organisers,
  "POST /selection/:programme/notice/closing": organisers,
  "GET /selection/:programme/objections/:objectionId": organisers,
  "POST /selection/:programme/objections/:objectionId/admission": organisers,
  "POST /selection/:programme/objections/:objectionId/refusal": organisers,
  "POST /selection/:programme/objections/:objectionId/decision": organisers,
  "GET /selection/:programme/awards": organisers,
  "POST /selection/:programme/awards": chairs,
  "GET /selection/:programme/awards/:awardId": organisers,
  "POST /selection/:programme/awards/:awardId/revocation": chairs,
}

/** An award on record, as if the notice had been over. */
async function addAward(door: FrontDoor, { slug, programmeId, nominations, rules }: SelectionCourse) {
  const [candidate] = nominations
  const [list] = await door.cell.rows("select document, hash from shortlists where programme_id = ?", [
    programmeId,
  ])
  const [entry] = JSON.parse(String(list?.["document"])).categories[0].entries
  const number = certificateNumber(slug)
  const document = certificateOf({
    ...{ slug, rules, entry, category: "A", figures: fixtureFigures({}), number, today: "2026-10-12" },
    list: { number: 1, hash: String(list?.["hash"]) },
  })
  const row = {
    ...{
      id: `award-${slug}`,
      programmeId,
      nominationId: candidate?.id ?? "",
      estateId: candidate?.estateId ?? "",
    },
    ...{
      category: "A",
      shortlistNumber: 1,
      certificateNumber: number,
      document: canonicalJson(document),
      hash: "0",
    },
    ...{ awardedAt: door.now.toISOString(), validFrom: document.validFrom, validTo: document.validTo },
  }
  await door.cell.client.batch([insertRows(awardTable, [row])], "write")
  return { awardId: row.id, number }
}

export const awards: DenialPart = {
  allowed,
  middleware: [
    "/selection/:programme/shortlist",
    "/selection/:programme/notice/*",
    "/selection/:programme/objections/*",
    "/selection/:programme/awards/*",
  ],
  parameters: async () => ({}),
  /** A programme on notice with an objection and an award. */
  async routes(door) {
    const course = await openCourseOf(door, { slug: "deng-men-gong-shi" })
    await course.freeze()
    await course.openNotice()
    const { location } = await course.object({ nominationId: course.nominations[1]?.id ?? "" })
    const [objection] = await door.cell.rows("select id from objections where programme_id = ?", [
      course.programmeId,
    ])
    const { awardId, number } = await addAward(door, course)
    const values = {
      programme: course.slug,
      objectionId: String(objection?.["id"]),
      receipt: location.split("/").at(-1) ?? "",
      awardId,
    }
    const named = Object.keys(allowed).map((route) => [
      route,
      { ...values, number: route.includes("certificates") ? number : "1" },
    ])
    return Object.fromEntries(named)
  },
}
