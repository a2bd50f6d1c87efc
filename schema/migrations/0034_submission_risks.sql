CREATE TABLE `submission_risks` (
	`submission_id` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`parts` integer NOT NULL,
	`broken` integer NOT NULL,
	`marks` integer NOT NULL,
	`points` real NOT NULL,
	`weighed_at` text NOT NULL,
	FOREIGN KEY (`submission_id`) REFERENCES `submissions`(`id`) ON UPDATE no action ON DELETE cascade
);
