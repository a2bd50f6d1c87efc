import { measureAt, oneDecimal, put, type QuarterFacts, shareOf, type TypedValues } from "./quarter-facts.ts"

/** 环境秩序: greening, roads, cleaning, parking. */
export function environmentValues(values: TypedValues, facts: QuarterFacts): void {
  const { households, random, lasting, peculiarity } = facts
  const green = peculiarity === "no_green" ? 0 : Math.round(households * lasting.between(8, 20))
  const tasks = lasting.int(20, 50) + random.int(0, 8)
  // What lasts is drawn in any case, so that the lasting numbers stay aligned from quarter to quarter.
  const [usualDefects, usualPoints, usualPatrols] = [
    lasting.int(5, 12),
    lasting.int(24, 50),
    lasting.int(12, 22),
  ]
  const defects = random.chance(0.05) ? 0 : usualDefects + random.int(0, 4)
  // Fewer than twenty points say nothing about cleanliness: the edition takes the indicator as missing.
  const points = random.chance(0.015) ? random.int(8, 18) : usualPoints + random.int(0, 8)
  put(values, {
    green_land_m2: green,
    bare_soil_m2: oneDecimal((green * measureAt(facts, 10, 1, 0.1)) / 100),
    greening_tasks_planned: tasks,
    greening_tasks_done: shareOf(tasks, measureAt(facts, 60, 95, 100)),
    road_defects_found: defects,
    road_defects_repaired: shareOf(defects, measureAt(facts, 60, 95, 100)),
    cleaning_points_checked: points,
    cleaning_points_passed: shareOf(points, measureAt(facts, 70, 95, 100)),
    parking_violations: Math.round((households / 100) * measureAt(facts, 15, 1, 0)),
    parking_patrols:
      facts.aim < 60 && random.chance(0.1) ? random.int(5, 11) : usualPatrols + random.int(0, 4),
  })
  parkingSpaces(values, facts)
}

function parkingSpaces(values: TypedValues, facts: QuarterFacts): void {
  const { households, lasting, peculiarity } = facts
  if (peculiarity === "no_cars") {
    put(values, { registered_cars: "NA", spaces_own: "NA", spaces_contracted: "NA", spaces_shared: "NA" })
    return
  }
  const cars = Math.round(households * lasting.between(0.6, 1.1))
  const spaces = Math.round(cars * measureAt(facts, 0.5, 1, 1.15))
  const shared = shareOf(spaces, measureAt(facts, 0, 5, 8))
  const contracted = shareOf(spaces, lasting.between(0, 6))
  put(values, {
    registered_cars: cars,
    spaces_own: Math.max(0, spaces - shared - contracted),
    spaces_contracted: contracted,
    spaces_shared: shared,
  })
}
