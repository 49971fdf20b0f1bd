static int unused_number = 3;
