CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`quarter` text NOT NULL,
	`estate_id` text NOT NULL,
	`release_id` text NOT NULL,
	`reason` text NOT NULL,
	`opened_by` text NOT NULL,
	`opened_at` text NOT NULL,
	`state_before` text,
	`closed_by` text,
	`taken_back_at` text,
	FOREIGN KEY (`quarter`) REFERENCES `quarters`(`quarter`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`estate_id`) REFERENCES `estates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`release_id`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `releases`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `corrections_one_open` ON `corrections` (`estate_id`,`quarter`) WHERE closed_by is null and taken_back_at is null;--> statement-breakpoint
CREATE INDEX `corrections_quarter` ON `corrections` (`quarter`,`closed_by`);