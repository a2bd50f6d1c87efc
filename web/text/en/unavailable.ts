import type { unavailable as zh, unavailableProblems as zhProblems } from "../zh/unavailable.ts"

export const unavailable: typeof zh = {
  title: "Not available at the moment",
  doubtTitle: "It is not known whether this was written",
  sentences: {
    database_away: "The database does not answer right now. This is temporary; you did nothing wrong.",
    database_locked:
      "The database is busy with other writes, and this one did not get its turn. This is temporary; you did nothing wrong.",
    storage_full:
      "The server's storage is full: you can read, but nothing can be written. This is temporary and ends as soon as there is room.",
    files_away: "The file storage does not answer right now. This is temporary; you did nothing wrong.",
    file_lost:
      "A file that is needed here cannot be read right now. It is in the log, and whoever runs the platform brings it back from a backup. This is temporary; you did nothing wrong.",
    outcome_unknown:
      "What you sent has reached the database, but its reply was lost: it may have been written, or not.",
  },
  notWritten: "Nothing of what you sent was written.",
  howToSee:
    "To see whether it was written, open the page you came from and look whether your change is on it.",
  again: (seconds) => `Please try again in about ${seconds} seconds.`,
  retrySafe:
    "What you typed is kept in the button below. Trying again never writes twice: one and the same form is written once at most.",
  retryTyped: "Your browser's Back button leads to the form with what you typed; send it again from there.",
  retry: "Try again",
  look: "Open the page you came from",
}

export const unavailableProblems: typeof zhProblems = {
  database_away: {
    title: "The database does not answer for now",
    why: "The database gave no answer within its time. The request wrote nothing.",
    mend: "Try again after the seconds in Retry-After; writes with the same Idempotency-Key.",
  },
  database_locked: {
    title: "The database is busy",
    why: "Another write held the database too long; this request did not get its turn and wrote nothing.",
    mend: "Try again after the seconds in Retry-After; writes with the same Idempotency-Key.",
  },
  storage_full: {
    title: "The storage is full",
    why: "The server's storage is full, so nothing can be written. The request wrote nothing.",
    mend: "Try again after the seconds in Retry-After; tell who runs the platform when it lasts.",
  },
  files_away: {
    title: "The file storage does not answer for now",
    why: "Where files are kept gave no answer within its time.",
    mend: "Try again after the seconds in Retry-After; writes with the same Idempotency-Key.",
  },
  file_lost: {
    title: "A file cannot be read for now",
    why: "A file that was released is not in the storage or is damaged; it is in the log. The request wrote nothing.",
    mend: "Try again after the seconds in Retry-After; tell who runs the platform the `instance` when it lasts.",
  },
  outcome_unknown: {
    title: "It is not known whether this was written",
    why: "The write was sent to the database and its reply was lost: it may have been written, or not.",
    mend: "Send the same content again with the same Idempotency-Key: what was written answers its first result, what was not is written once. For PUT and PATCH, GET first and look whether content and ETag have moved.",
  },
}
