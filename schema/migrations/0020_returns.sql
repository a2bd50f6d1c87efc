CREATE TABLE `returns` (
	`submission_id` text NOT NULL,
	`filing` integer NOT NULL,
	`level` text NOT NULL,
	`reason` text NOT NULL,
	`member_id` text,
	`at` text NOT NULL,
	PRIMARY KEY(`submission_id`, `filing`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- What lies returned now was sent back by whom its row still names; of what was sent again since, the words are gone.
INSERT INTO `returns` (`submission_id`, `filing`, `level`, `reason`, `member_id`, `at`)
  SELECT `id`, `filing`, `returned_by`, `return_reason`, NULL, `returned_at` FROM `submissions`
  WHERE `state` = 'returned' AND `returned_by` IN ('street', 'district') AND `return_reason` IS NOT NULL AND `returned_at` IS NOT NULL;
