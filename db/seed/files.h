#pragma once

#include <string>

// The files of this folder, compiled in.
namespace liengia::db::seed {

// Areas by line, parents before children: code,parent_code,kind,name,valid_from. Lines that begin
// with # say where the rest comes from.
std::string HueAreasCsv();
std::string DemoAreasCsv();

// The people of the demo's group, in the form in which leaders import them.
std::string DemoPeopleCsv();

}  // namespace liengia::db::seed
