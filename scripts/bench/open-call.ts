import type { Client } from "@libsql/client/http"
import { archivedProgramme } from "../../schema/seed/demonstration/programmes.ts"
import { nominations } from "../../schema/tables/nominations.ts"
import { programmeRules, programmes } from "../../schema/tables/programmes.ts"
import { canonicalJson } from "../../worker/domain/canonical.ts"
import { sha256 } from "../../worker/domain/scoring/sha256.ts"
import { insertRows } from "../seeding/insert-rows.ts"
import { organiser, secretary } from "../start/programmes/course.ts"

const slug = "growing"
const days = { openDay: "2020-01-01", closeDay: "2099-06-30", screeningDay: "2099-07-31" }
const dates = { ...days, reviewDay: "2099-08-31", noticeDay: "2099-09-30", noticeWorkingDays: 5 }

/** The nominations that the programme has, in a city of any size: as many as the demonstration's company holds in a small one. */
const nominated = 12

/** An open programme that rests on the newest released quarter, with a few nominations; its slug. Done once only. */
export async function openCall(client: Client): Promise<string> {
  const [there] = (await client.execute({ sql: "select id from programmes where slug = ?", args: [slug] }))
    .rows
  if (there) return slug
  const [release] = (
    await client.execute(`select r.id, r.period, r.number, r.manifest_hash from publications p
      join releases r on r.id = p.release_id where length(p.period) > 4 order by p.period desc limit 1`)
  ).rows
  if (!release) throw new Error("the city has no released quarter")
  const at = new Date().toISOString()
  const basis = {
    period: String(release["period"]),
    releaseId: String(release["id"]),
    number: Number(release["number"]),
    manifestHash: String(release["manifest_hash"]),
  }
  const document = canonicalJson({ ...archivedProgramme, format: 1, organiser: "", dates, basis })
  const { rows: held } = await client.execute({
    sql: `select estate_id from tenures where organisation_id = 'company-1' and to_date is null
      order by estate_id limit ?`,
    args: [nominated],
  })
  await client.batch(
    [
      insertRows(programmes, [
        {
          ...{ id: slug, organisationId: organiser, slug, title: slug, createdAt: at, openedAt: at },
          phase: "open" as const,
          rulesVersion: 1,
        },
      ]),
      insertRows(programmeRules, [
        { programmeId: slug, version: 1, document, hash: sha256(document), memberId: secretary, at },
      ]),
      insertRows(
        nominations,
        held.map((row, place) => ({
          ...{ id: `${slug}-${place}`, programmeId: slug, category: "A", state: "submitted" as const },
          ...{ estateId: String(row["estate_id"]), organisationId: "company-1", rulesVersion: 1 },
          ...{ blindCode: `G${sha256(String(place)).slice(0, 9)}`, memberId: "company-1-editor" },
          ...{ createdAt: at, updatedAt: at, submittedAt: at },
        })),
      ),
    ],
    "write",
  )
  return slug
}
