import { grouped, megabytes } from "../../../worker/domain/bytes.ts"
import { EXPORT_STALLED_AFTER, MOST_ARCHIVES } from "../../../worker/domain/leaving/export.ts"
import { MOST_ROWS, tableLimit } from "../../../worker/domain/registry/import-table.ts"
import type { registryReference as zh } from "../zh/reference-registry.ts"

/** The reference of files, places and exports. */
export const registryReference: typeof zh = {
  tags: {
    places: ["Places", "Look codes up; the operator also enters, imports, renames and retires places."],
  },
  lastTags: {
    exports: ["Exports", "Everything of your organisation in one archive."],
  },
  operations: {
    importEstates: [
      "Enter estates from a file",
      `A CSV or Excel file with the columns of the page's template: name (小区名称) and place code (区划代码); also former names, built year, households, micro grids, grid workers, general grids, company, uscc, from date, to date. At most ${grouped(MOST_ROWS)} rows and ${megabytes(tableLimit.file)} MB. It is checked whole, and entered whole or not at all; faults have the ids that pages show. \`dryRun=true\` only checks: it answers what would be entered (200), writes nothing and uses no Idempotency-Key up.`,
    ],
    importPlaces: [
      "Enter places from a file",
      "A CSV or Excel file: code (区划代码) and name (名称); also kind and zone code. In any order, and whole or not at all. `dryRun=true` only checks (200) and writes nothing.",
    ],
    listPlaces: [
      "Places",
      "By code; searched by a part of the name or the beginning of a code. Find a community's code here before you enter an estate.",
    ],
    getPlace: [
      "One place",
      "With how many places stand below it and how many estates in it. The ETag is its version.",
    ],
    createPlace: [
      "Enter a place",
      "Six digits for a county, nine for a street, twelve for a community, each beginning with the code above it; a functional zone has six digits of its own, with `kind` functional_zone.",
    ],
    renamePlace: [
      "Rename a place",
      "Its code stays; estates of a street are found by the new name from then on.",
    ],
    retirePlace: [
      "Retire a place",
      "From a day on no new estate may stand in it; those that stand there stay.",
    ],
    reinstatePlace: ["Take a retirement back", "The place is in use again."],
    listExports: ["Exports", "The newest first."],
    getExport: [
      "How far an export is",
      "Ask every few seconds while `state` is `running`; once it is `done`, `archive` is where it is downloaded.",
    ],
    requestExport: [
      "Export everything of your organisation",
      `As on the page: members, estates, submissions, scorecards, programmes and the audit log, as JSON and CSV in one ZIP. It holds personal information of members, so \`personal\` must be true. One at a time; ${MOST_ARCHIVES} are kept.`,
    ],
    getExportArchive: [
      "Download an archive",
      "application/zip. Not after `expiresAt`. Keep it safe: it holds personal information.",
    ],
  },
  fields: {
    PlaceKind: "Of the five levels; a functional_zone runs streets.",
    "PlaceRow.within": "Names above it, from the county or functional zone down.",
    "PlaceRow.retiredFrom": "Retired from this day on; null while it stands.",
    "Place.zoneCode": "The functional zone that runs this street.",
    "Place.below": "Places that stand below it.",
    "Place.estates": "Estates of the registry in it.",
    "NewPlace.kind": "What six digits are: a county unless told.",
    "NewPlace.zoneCode": "Only for a street that a functional zone runs.",
    "PlaceRetirement.from": "The first day of its retirement.",
    "Imported.entered": "How many were entered.",
    "EstateImportCheck.tenures": "Periods of management that would be entered.",
    "EstateImportCheck.notes": "To be looked at first; when true, send `confirmed=true`.",
    "EstateImportCheck.items.line": "The line in the file.",
    "EstateImportCheck.items.slug": "What the estate would be called in addresses, entered now.",
    "PlaceImportCheck.items.line": "The line in the file.",
    "Export.state": "running, done (to be downloaded), failed, expired.",
    "Export.stalled": `Nothing has moved for ${EXPORT_STALLED_AFTER / 60_000} minutes; the platform takes it up by itself.`,
    "Export.hash": "SHA-256 of the archive.",
    "Export.requestedBy": "Who asked for it; null when that person has gone.",
    "Export.archive": "Where it is downloaded; null when it cannot be.",
    "ExportRequest.personal": "That you know of the personal information in it.",
    "parameter.which": "`all`: one bad row, and none is written; `good`: the good rows are written.",
    "parameter.dryRun": "`true`: check, enter nothing.",
    "parameter.confirmed": "`true`: what import_unconfirmed lists was looked at and is true.",
    "parameter.placeCode": "Code of the place.",
    "parameter.exportId": "Id of the export.",
  },
}
