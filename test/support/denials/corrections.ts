import { type DenialPart, groups } from "./part.ts"

const { companies, company } = groups

/** 更正申请: what companies ask the city to correct. */
export const corrections: DenialPart = {
  middleware: ["/correction-requests", "/correction-requests/*"],
  async parameters({ cell }) {
    const id = "22222222-2222-4222-8222-222222222222"
    await cell.rows(
      `insert into correction_requests (id, quarter, estate_id, release_id, organisation_id, member_id, filed_at, reason,
         evidence, "values", prefill, effect, state, revision, due_day)
       select ?, r.period, s.estate_id, r.id, s.organisation_id, 'x', r.requested_at, '场次多写了一次。', '签到表', '[["cultural_events","3","2"]]', '[["cultural_events","2"]]',
         '{"before":{"base":80,"deductions":0,"final":80,"band":null},"after":{"base":79,"deductions":0,"final":79,"band":null},"each":[["cultural_events",-1]]}',
         'asked', 1, '2999-01-01'
       from releases r join scorecards c on c.release_id = r.id join submissions s on s.id = c.submission_id
       where s.organisation_id = 'company-1' and r.period like '____Q_' order by r.period desc, c.position limit 1`,
      [id],
    )
    return { requestId: id }
  },
  allowed: {
    "GET /filing/:quarter/:slug/correction-request": companies,
    "POST /filing/:quarter/:slug/correction-request": companies,
    "GET /correction-requests": [...company, "city approver"],
    "GET /correction-requests/list.csv": [...company, "city approver"],
    "GET /correction-requests/:requestId": [...company, "city approver"],
    "POST /correction-requests/:requestId/withdrawal": companies,
    "POST /correction-requests/:requestId/refusal": ["city approver"],
  },
}
