ALTER TABLE `findings` ADD `reason_class` text;--> statement-breakpoint
-- What was adjusted before there were classes stands under the last of them.
UPDATE `findings` SET `reason_class` = 'other' WHERE `decision` = 'adjusted';
