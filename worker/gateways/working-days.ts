import chineseDays from "chinese-days"
import type { WorkingCalendar } from "../domain/working-days.ts"

/** New Year's Day is a holiday in every plan, so a year without one has no plan yet. */
const isPlanned = (year: number) => chineseDays.isHoliday(`${year}-01-01`)

/** The years whose plan of holidays and make-up days the package holds. */
function plannedYears(): WorkingCalendar["known"] {
  let from = 2010
  let to = from
  while (isPlanned(from - 1) && from > 2000) from--
  while (isPlanned(to + 1)) to++
  return { from, to }
}

/** 中国工作日: the State Council's plans of holidays and make-up working days; weekends only where there is none yet. */
export const workingDays: WorkingCalendar = {
  isWorkingDay: (day) => chineseDays.isWorkday(day),
  known: plannedYears(),
}
