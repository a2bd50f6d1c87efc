CREATE TABLE `receipts` (
	`id` text NOT NULL,
	`submission_id` text NOT NULL,
	`filing` integer NOT NULL,
	`organisation_id` text NOT NULL,
	`member_id` text NOT NULL,
	`sent_at` text NOT NULL,
	`due_day` text NOT NULL,
	`late` integer NOT NULL,
	PRIMARY KEY(`submission_id`, `filing`),
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `receipts_organisation` ON `receipts` (`organisation_id`,`sent_at`);--> statement-breakpoint
-- Whatever lies sent has the receipt of its last sending; when those before it were sent is known to the audit log only.
INSERT INTO `receipts` (`id`, `submission_id`, `filing`, `organisation_id`, `member_id`, `sent_at`, `due_day`, `late`)
  SELECT s.`id` || '-' || s.`filing`, s.`id`, s.`filing`, s.`organisation_id`, p.`member_id`, s.`submitted_at`,
    coalesce(s.`sent_due_day`, q.`deadline_day`),
    date(s.`submitted_at`, '+8 hours') > coalesce(s.`sent_due_day`, q.`deadline_day`)
  FROM `submissions` s
  JOIN `quarters` q ON q.`quarter` = s.`quarter`
  JOIN `submission_parts` p ON p.`submission_id` = s.`id` AND p.`provider` = 'company'
  WHERE s.`submitted_at` IS NOT NULL AND s.`filing` > 0;
