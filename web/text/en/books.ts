import { grouped, megabytes } from "../../../worker/domain/bytes.ts"
import { MOST_ROWS, tableLimit } from "../../../worker/domain/registry/import-table.ts"
import type { books as chinese } from "../zh/books.ts"

export const books: typeof chinese = {
  title: "Filing by spreadsheet",
  lead: (quarter) =>
    `${quarter}: one row for each estate, one column for each figure, filled in with a spreadsheet`,
  open: "Fill in all estates by spreadsheet",
  download: {
    title: "Download the sheet",
    text: "It has only the columns that you fill in; what is saved already stands in it. Save it when you are done and upload it here.",
    xlsx: "Download for Excel",
    csv: "Download as CSV",
    limits: `You can upload Excel (.xlsx, also as saved by WPS or LibreOffice) or CSV (UTF-8 or GB 18030), at most ${grouped(MOST_ROWS)} rows and ${megabytes(tableLimit.file)} MB.`,
  },
  upload: {
    title: "Upload what you filled in",
    file: "The sheet filled in",
    check: "Upload and check",
    checkHint: "It is checked first, nothing is written.",
  },
  faultsTitle: "This file cannot be read; nothing was written",
  result: {
    title: (n, good) => `${n} rows, ${good} estates can be written`,
    same: "No cell differs; nothing was changed",
    unwritten: "Checked, not written yet",
    file: (name) => `File “${name}”`,
    good: "Can be written",
    goodMore: (added, changed, confirmed) =>
      `${added} new figures${confirmed > 0 ? ` (${confirmed} of them taken over of the quarter before: entering confirms them)` : ""}, ${changed} changed`,
    bad: "Have errors",
    badMore: (n) => `${n} cells`,
    shut: "Cannot be written",
    shutMore: "unknown, twice or locked",
    soft: "Need a reason",
    softMore: (n) => `${n} cells; asked again before sending`,
    unchanged: "As saved already",
    absent: (n) => `${n} estates that are due and not in the file stay as they are.`,
    cells: (n) => `${n} to be mended`,
    cellsHint: "Cells are named as in your file",
    shown: (n, all) => `The first ${n} of ${all}; the sheet to download marks all of them.`,
    cell: "Cell",
    row: (n) => `row ${n}`,
    estate: "Estate",
    typed: "It says",
    why: "Why",
    asked: (n) => `${n} large changes to look at`,
    askedHint: "Right figures stay; write the reason into the column for it, or before sending.",
    how: "How to write it",
    mend: {
      title: "Mend it first, then write all",
      text: "Download the sheet with the bad cells marked, mend them and upload it again. The same file twice changes nothing.",
      download: "Download with bad cells marked",
    },
    all: (n) => `Write ${n} estates`,
    allText: "They are drafts then, to be sent separately.",
    onlyGood: {
      title: (n) => `Write only the ${n} estates without errors`,
      text: (n) => `The other ${n} rows stay as they are. They are drafts then, to be sent separately.`,
    },
    again: "Another file",
    notes: "While reading",
    conflict: "Something changed since the check; nothing was written. This is how it stands now.",
  },
  entered: (p) =>
    `${p.estates} estates are saved as drafts: ${p.added} new figures, ${p.changed} changed, ${p.unchanged} as before.`,
  notes: {
    title_rows: (p) => `The header is row ${p["line"]}; what stands above counts as a title.`,
    column_by_key: (p) => `The column “${p["title"]}” is read by its key ${p["key"]}.`,
    columns_unknown: (p) => `These columns are not known and were not read: ${p["names"]}.`,
    blank_rows: (p) => `${p["n"]} empty rows were skipped.`,
    formulas: (p) => `${p["n"]} formulas count as their values.`,
    merged: (p) => `Of merged cells only the upper left one is read: ${p["names"]}.`,
    hidden_sheets: (p) => `Hidden sheets were not read: ${p["names"]}.`,
    macros: () => "The file has macros; they were neither run nor kept.",
    external_links: () => "The file links to other files; they were not opened, cells count as saved last.",
  },
  rules: {
    header_missing: () =>
      "No header was found. Fill in the sheet that you downloaded and keep its rows of titles and keys.",
    estate_column_missing: () =>
      "There is no column “Estate” or “Code”. Add it as in the sheet that you downloaded.",
    column_conflict: (p) =>
      `The title of this column is “${p["title"]}”, its key is ${p["key"]}. Make them agree, or copy them from a new download.`,
    formula_unsaved: () =>
      "This cell is a formula without a saved value. Open and save the file in a spreadsheet, or paste the value.",
    file_cut_off: () =>
      "The last row is not complete: the file did not arrive or was not saved to its end. Save and upload it again.",
    estate_missing: () => "This row has neither estate nor code.",
    unknown_estate: (p) =>
      p["meant"]
        ? `No estate of yours has the code “${p["typed"]}”: is it ${p["meant"]} (${p["name"]})?`
        : `“${p["typed"]}” is no estate that you file for in this quarter. Check the code; delete rows of other companies.`,
    estate_not_due: (p) =>
      `“${p["name"]}” was not yours on the last day of the quarter (not taken over yet, handed over or retired): who manages it on that day files. Delete this row.`,
    name_twice: (p) => `${p["n"]} estates are called “${p["name"]}”: write the code.`,
    duplicate_row: (p) => `The same estate as row ${p["line"]}; delete one of them.`,
    date_typed: (p) =>
      `This cell counts as the date ${p["typed"]}; set its format to “General” and type the number.`,
  },
  sending: {
    open: "Send together",
    title: (n) => `Send ${n} estates together?`,
    none: "Nothing can be sent now",
    noneText: "Estates without errors and with all reasons given are listed here once they are filled in.",
    text: "The street verifies them then; until somebody has, each can be taken back. All are sent, or none. Those that came back are not listed: open and mend each of them.",
    list: (n) => `Show the ${n} estates`,
    estate: "Estate",
    values: "Filled in",
    valuesOf: (n) => `${n} figures`,
    button: (n) => `Send ${n}`,
    unready: (n) => `${n} cannot be sent yet`,
    faults: "To mend or explain",
    faultsOf: (n) => `${n}`,
    done: (n, late) =>
      late > 0 ? `${n} estates were sent, ${late} of them after the deadline.` : `${n} estates were sent.`,
    changed: "Something changed since you looked; nothing was sent. This is the list now.",
  },
  sheet: {
    name: "Fill in",
    explaining: "Explained",
    estate: "Estate",
    code: "Code (keep)",
    reason: "Reason for a large change",
    why: "Why it is red",
    unit: "Unit",
    key: "Key (keep)",
    bounds: "Range",
    yes: "yes",
    no: "no",
    notApplicable: "N/A",
    top: (quarter, organisation) => `Shige, figures of ${quarter}, ${organisation}`,
    colours:
      "Fill in white cells; check yellow ones, which are saved or carried over from last time; leave grey ones empty",
    deadline: (day) => `due ${day} 23:59:59 (Beijing time)`,
    edition: (name) => `criteria ${name}`,
    between: (min, max) => `${min} to ${max}`,
    atLeast: (min) => `${min} or more`,
    notAbove: (title) => `not above “${title}”`,
    oneOf: (values) => `only ${values}`,
    choices: (values) => `only ${values}`,
    orNotApplicable: "; write N/A where it does not apply",
    titles: {
      name: "Column",
      english: "English title",
      key: "Key",
      definition: "Definition",
      cadence: "Period",
      bounds: "Range",
      evidence: "Evidence",
    },
    cadences: {
      quarter: "Sum of the quarter",
      quarter_end: "End of the quarter",
      last_12_months: "The last year",
    },
    rules: [
      "Check the yellow figures carried over from last time: they are confirmed with what you type into their row. A row in which nothing is typed stays as it is.",
      "An empty cell changes nothing that is saved; to remove a figure, remove it in the form on the website.",
      "Columns may be moved; their titles may be Chinese, English or the key; keep the row of keys. A column that is not known is named and not written.",
      "A figure far from that of the quarter before needs a reason: write it into the column “Reason for a large change”.",
      "Formulas count as their values. Of merged cells only the upper left one has a value. Hidden sheets are not read.",
      "What you upload is checked first and written when you confirm; it is a draft that is sent separately. The same file twice changes nothing.",
    ],
  },
}
