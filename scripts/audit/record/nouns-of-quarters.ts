import { fieldsOf, ids, type Noun, own } from "./noun.ts"

/** A quarter that is collected. */
export const quarter: Noun = {
  name: "quarter",
  entity: "quarter",
  rows: `select quarter as subject, ${fieldsOf({ editionId: "edition_id", deadlineDay: "deadline_day", openedAt: "opened_at" })}
    as fields from quarters where quarter in ${ids}`,
  told: (event) =>
    event.action === "quarter.remove"
      ? [{ subject: event.entityId, fields: {}, gone: true }]
      : own("editionId", "deadlineDay", "openedAt")(event),
}

/** A district's closing of one. */
export const closing: Noun = {
  name: "closing",
  entity: "quarter",
  rows: `select quarter || ' ' || place_code as subject, json_object('closedAt', closed_at) as fields
    from closings where quarter in ${ids}`,
  told: ({ entityId, detail: { placeCode }, after }) =>
    typeof placeCode === "string" && "closedAt" in after
      ? [
          {
            subject: `${entityId} ${placeCode}`,
            fields: { closedAt: after["closedAt"] },
            gone: after["closedAt"] === null,
          },
        ]
      : [],
}
