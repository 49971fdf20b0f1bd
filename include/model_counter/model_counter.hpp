#pragma once

#include "model_counter/config.hpp"
#include "model_counter/counters.hpp"
#include "model_counter/has_counters.hpp"
#include "model_counter/scheduler.hpp"
